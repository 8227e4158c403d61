// Package codegen stands in for the .NET code generator, which is not published
// as a fetchable module. The provider only fills this struct for its schema.
package codegen

// CSharpPackageInfo is the schema's .NET section.
type CSharpPackageInfo struct {
	RespectSchemaVersion bool              `json:"respectSchemaVersion,omitempty"`
	PackageReferences    map[string]string `json:"packageReferences,omitempty"`
}
