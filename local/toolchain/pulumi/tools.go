//go:build tools

// Package tools pins the Pulumi engine; the build compiles the import below.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
