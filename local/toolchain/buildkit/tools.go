//go:build tools

// Package tools pins BuildKit's daemon; the build compiles the import below.
package tools

import _ "github.com/moby/buildkit/cmd/buildkitd"
