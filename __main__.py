"""`python -m dsalint`."""

from dsalint.cli import main

if __name__ == "__main__":
    main()
