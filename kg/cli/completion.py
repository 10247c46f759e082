"""`kg completion`: the script for a shell."""

import click
from click.shell_completion import get_completion_class

from kg.cli.lazy import command
from kg.errors import KgError


@command(
    "completion",
    examples=(
        "kg completion bash >> ~/.bashrc",
        "kg completion zsh >> ~/.zshrc",
        "kg completion fish > ~/.config/fish/completions/kg.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    It completes commands, options, formats, labels and relations after the next start of the shell.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise KgError(f"no completion for {shell!r}", hint="use bash, zsh or fish")
    click.echo(kind(ctx.find_root().command, {}, "kg", "_KG_COMPLETE").source())
