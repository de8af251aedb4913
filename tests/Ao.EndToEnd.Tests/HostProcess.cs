using System.Text;
using CliWrap;

namespace Ao.EndToEnd.Tests;

/// <summary>Starts this test program again, as a host in a process of its own: the explicit test <c>Host</c> of a class.</summary>
internal static class HostProcess
{
    /// <summary>The exit code of a process that was ended as by kill -9.</summary>
    public const int Killed = 128 + 9;

    /// <summary>Starts a host. It lives for seconds: code is not watched to be made faster later.</summary>
    /// <typeparam name="T">The class whose test <c>Host</c> it is.</typeparam>
    /// <param name="variables">What it is told by its environment.</param>
    /// <param name="output">Takes what it writes.</param>
    /// <param name="watcher">A program to run it under, and that program's arguments; none to run it by itself.</param>
    public static CommandTask<CliWrap.CommandResult> Start<T>(IReadOnlyDictionary<string, string?> variables, StringBuilder output, params IReadOnlyList<string> watcher)
    {
        string[] command = [.. watcher, Environment.ProcessPath!, "-explicit", "only", "-method", $"{typeof(T).FullName}.Host"];
        return Cli.Wrap(command[0])
            .WithArguments(command[1..])
            .WithEnvironmentVariables(new Dictionary<string, string?>(variables) { ["DOTNET_TieredPGO"] = "0" })
            .WithStandardInputPipe(PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a host to its end.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync<T>(IReadOnlyDictionary<string, string?> variables, params IReadOnlyList<string> watcher)
    {
        var output = new StringBuilder();
        var result = await Start<T>(variables, output, watcher);
        return (result.ExitCode, output.ToString());
    }

    /// <summary>Runs a host that may end itself as by kill -9.</summary>
    /// <returns>Whether it did; otherwise it has come to its end.</returns>
    public static async Task<bool> DiesAsync<T>(IReadOnlyDictionary<string, string?> variables)
    {
        var (exitCode, output) = await RunAsync<T>(variables);
        Assert.True(exitCode is Killed or 0, output);
        return exitCode == Killed;
    }
}
