// Reads a collector's configuration from standard input and parses every statement and condition
// with OTTL's own parser, in the context of log records, as the processor and the connector do.
package main

import (
	"fmt"
	"os"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottllog"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/ottlfuncs"
	"go.opentelemetry.io/collector/component/componenttest"
	"gopkg.in/yaml.v3"
)

type document struct {
	Processors map[string]struct {
		LogStatements []struct{ Statements []string } `yaml:"log_statements"`
	}
	Connectors map[string]struct {
		Logs map[string]struct{ Conditions []string }
	}
}

func main() {
	var read document
	if err := yaml.NewDecoder(os.Stdin).Decode(&read); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	parser, err := ottllog.NewParser(
		ottlfuncs.StandardFuncs[ottllog.TransformContext](), componenttest.NewNopTelemetrySettings())
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	parsed, refused := check(parser, read)
	fmt.Printf("%d statements and conditions parsed, %d refused\n", parsed, refused)
	if refused > 0 || parsed == 0 {
		os.Exit(1)
	}
}

func check(parser ottl.Parser[ottllog.TransformContext], read document) (parsed, refused int) {
	tell := func(text string, err error) {
		parsed++
		if err != nil {
			refused++
			fmt.Printf("%s: %v\n", text, err)
		}
	}
	for _, processor := range read.Processors {
		for _, group := range processor.LogStatements {
			for _, statement := range group.Statements {
				_, err := parser.ParseStatement(statement)
				tell(statement, err)
			}
		}
	}
	for _, connector := range read.Connectors {
		for _, metric := range connector.Logs {
			for _, condition := range metric.Conditions {
				_, err := parser.ParseCondition(condition)
				tell(condition, err)
			}
		}
	}
	return parsed, refused
}
