"""What `./dev` runs. Standard library only: most of it works before anything is installed."""
