"""The rules that one object decides, for the API server: ValidatingAdmissionPolicy and CEL."""
