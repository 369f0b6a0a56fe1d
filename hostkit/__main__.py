"""``python -m hostkit`` and the console script."""

import gc


def main() -> None:
    """Run the command line."""
    # A build lives a fifth of a second: collecting cycles on the way, and once more at the end, costs a seventh of it.
    gc.disable()
    try:
        from hostkit.cli.app import run

        run()
    except KeyboardInterrupt:
        # Somebody was quicker than the libraries load.
        from hostkit.cli.stop import stop

        stop()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
