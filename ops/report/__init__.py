"""What the commands print: values in, text out."""
