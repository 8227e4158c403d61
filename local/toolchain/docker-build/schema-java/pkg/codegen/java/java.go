// Package java stands in for the Java code generator, which is not published as
// a fetchable module. The provider only fills this struct for its schema.
package java

// PackageInfo is the schema's Java section.
type PackageInfo struct {
	BuildFiles                      string            `json:"buildFiles,omitempty"`
	GradleNexusPublishPluginVersion string            `json:"gradleNexusPublishPluginVersion,omitempty"`
	Dependencies                    map[string]string `json:"dependencies,omitempty"`
}
