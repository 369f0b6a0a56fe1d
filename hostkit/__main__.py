"""``python -m hostkit`` and the console script."""


def main() -> None:
    """Run the command line."""
    from hostkit.cli.app import run

    run()


if __name__ == "__main__":
    main()
