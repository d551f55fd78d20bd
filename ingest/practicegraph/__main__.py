"""`python -m practicegraph` is the command `practicegraph`."""

from practicegraph.cli import main

if __name__ == "__main__":
    main()
