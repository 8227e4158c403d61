//go:build tools

// Package tools pins the docker-build provider; the build compiles the import below.
package tools

import _ "github.com/pulumi/pulumi-docker-build/provider/cmd/pulumi-resource-docker-build"
