using Ao;
using Ao.Commands;

namespace Quickstart;

/// <summary>A small shell project with a test, in a git repository of its own.</summary>
internal static class SampleProject
{
    /// <summary>Gets what the three sessions are to do. The documentation describes the discount, so it goes in behind it.</summary>
    public static IReadOnlyList<PlannedTask> Tasks { get; } =
    [
        new(1, "Add a discount: a function that takes 10 percent off a price, with a test.", []),
        new(2, "Greet customers in a friendlier way, and keep the tests passing.", []),
        new(3, "Document the functions in docs/functions.md, and report what looks wrong while reading them.", [1]),
    ];

    public static async Task CreateAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "lib"));
        Directory.CreateDirectory(Path.Combine(folder, "tests"));
        await WriteAsync(folder, "README.md", "# Shop\n\nA very small shop, written in shell.\n", cancellationToken);
        await WriteAsync(folder, "lib/greeting.sh", "greeting() {\n    echo \"Good day, $1.\"\n}\n", cancellationToken);
        await WriteAsync(folder, "lib/price.sh", "# Gives the price of a number of pieces, in cents.\nprice() {\n    echo $(($1 * $2))\n}\n", cancellationToken);
        await WriteAsync(folder, "tests/greeting.sh", "check \"the greeting names the customer\" \"$(greeting Ada)\" \"Good day, Ada.\"\n", cancellationToken);
        await WriteAsync(folder, "tests/price.sh", "check \"three pieces cost three times as much\" \"$(price 3 250)\" 750\n", cancellationToken);
        await WriteAsync(folder, "tests/run.sh", TestRunner, cancellationToken);
        await GitAsync(folder, cancellationToken, "init", "--quiet", "--initial-branch=main");
        await GitAsync(folder, cancellationToken, "add", "--all");
        await GitAsync(folder, cancellationToken, "-c", "user.name=Quickstart", "-c", "user.email=quickstart@localhost", "commit", "--quiet", "--message", "A very small shop");

        // The person's checkout must not stand in the way of merges into main.
        await GitAsync(folder, cancellationToken, "config", "receive.denyCurrentBranch", "updateInstead");
    }

    private const string TestRunner = """
        #!/bin/sh
        # Runs every test of the shop; exits with 1 when one fails.
        cd "$(dirname "$0")/.." || exit 2
        failed=0
        check() {
            if [ "$2" = "$3" ]; then
                echo "ok: $1"
            else
                echo "FAILED: $1: expected '$3', got '$2'"
                failed=1
            fi
        }
        for file in lib/*.sh; do . "./$file"; done
        for file in tests/*.sh; do
            case $file in tests/run.sh) ;; *) . "./$file" ;; esac
        done
        exit $failed

        """;

    private static Task WriteAsync(string folder, string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);

    private static Task GitAsync(string folder, CancellationToken cancellationToken, params string[] arguments) => GitProgram.RunAsync(folder, cancellationToken, arguments);
}
