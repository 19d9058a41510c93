"""The month's papers and pictures, from the store as it stood: what leaves the program to be signed or printed."""
