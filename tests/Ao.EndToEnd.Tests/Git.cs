using Ao.Commands;

namespace Ao.EndToEnd.Tests;

/// <summary>Runs git for a test.</summary>
internal static class Git
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);

    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var result = await s_runner.RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), WorkingDirectory = folder }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.Trim();
    }

    public static async Task CommitAsync(string folder, string message)
    {
        await RunAsync(folder, "add", "--all");
        await RunAsync(folder, "-c", "user.name=Tester", "-c", "user.email=tester@localhost", "commit", "--quiet", "--allow-empty", "--message", message);
    }
}
