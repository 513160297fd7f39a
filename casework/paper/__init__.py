"""What leaves on paper: values in, the bytes of a PDF out, and no file in between."""
