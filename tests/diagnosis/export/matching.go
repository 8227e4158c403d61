// Which of the lines each expression matches, by Go's own regexp: what Loki and the Collector run.
package main

import (
	"encoding/json"
	"os"
	"regexp"
)

type question struct {
	Expressions []string
	Lines       []string
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	matched := make([][]int, len(asked.Expressions))
	for i, expression := range asked.Expressions {
		compiled := regexp.MustCompile(expression)
		matched[i] = []int{}
		for j, line := range asked.Lines {
			if compiled.MatchString(line) {
				matched[i] = append(matched[i], j)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(matched); err != nil {
		panic(err)
	}
}
