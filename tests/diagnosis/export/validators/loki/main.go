// Reads a file of the ruler's groups from standard input and parses every expression as Loki does.
package main

import (
	"fmt"
	"os"

	"github.com/grafana/loki/v3/pkg/logql/syntax"
	"gopkg.in/yaml.v3"
)

type document struct {
	Groups []struct {
		Name  string
		Rules []struct{ Alert, Expr string }
	}
}

func main() {
	var read document
	if err := yaml.NewDecoder(os.Stdin).Decode(&read); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	parsed, failed := 0, 0
	for _, group := range read.Groups {
		for _, rule := range group.Rules {
			if _, err := syntax.ParseSampleExpr(rule.Expr); err != nil {
				fmt.Printf("%s: %v\n", rule.Alert, err)
				failed++
			}
			parsed++
		}
	}
	fmt.Printf("%d expressions parsed, %d refused\n", parsed, failed)
	if failed > 0 || parsed == 0 {
		os.Exit(1)
	}
}
