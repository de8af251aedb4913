using Ao.Enforcement;
using Ao.TestSupport;

namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>An agent that tries everything, in a real session of a whole host, on a machine full of credentials.</summary>
[Collection("One at a time")]
public sealed class RedTeamTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CredentialBrokered_EveryRoute_ChangesNothingUnlessItReadsTheHostUsersFiles()
    {
        RequiredTool.Ensure("curl");
        var outcome = await PlayAsync(EnforcementLevel.CredentialBrokered);

        // What one account cannot stop is said, and does succeed here: the test would show if a route were a dud.
        var expected = RedTeamRoutes.All.Where(static route => !route.IsHeldBrokered).Select(static route => route.Name);
        Assert.Equal(expected.Order(StringComparer.Ordinal), outcome.Succeeded.Order(StringComparer.Ordinal));
        Assert.Contains("curl-without-credential", outcome.Arrived);
        Assert.Contains("level CredentialBrokered", outcome.Lines);

        // What one account can forge in the audit trail is found.
        Assert.Contains("audit False", outcome.Lines);
    }

    [Fact]
    public async Task Isolated_EveryRoute_ArrivesNowhere()
    {
        RequiredTool.Ensure("curl");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can run agents as another user.");
        var outcome = await PlayAsync(EnforcementLevel.Isolated);

        Assert.Empty(outcome.Succeeded);
        Assert.Empty(outcome.Arrived);
        Assert.Contains("level Isolated", outcome.Lines);
        Assert.Contains("audit True", outcome.Lines);
    }

    private async Task<Outcome> PlayAsync(EnforcementLevel level)
    {
        await using var forge = new FakeForge();
        var world = new RedTeamWorld(_folder.Path, level, $"http://127.0.0.1:{forge.Port}");
        await world.MakeAsync();
        await using var agent = new CanarySocket(Path.Combine(world.Home, "agent.sock"), "ssh-agent");
        await using var bus = new CanarySocket(Path.Combine(world.Home, "bus.sock"), "keyring");
        await using var daemon = new CanarySocket(Path.Combine(world.Home, "docker.sock"), "daemon");
        var lines = await RedTeamHost.PlayAsync(world);
        var tried = await File.ReadAllTextAsync(Path.Combine(world.Data, "sessions", "shop-1", "state", "routes"), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(tried);
        Assert.All(RedTeamRoutes.All, route => Assert.Contains($"== {route.Name}\n", tried, StringComparison.Ordinal));

        // Nothing that the agent planted was started by the host, and its own branch is all that was published.
        Assert.Empty(Directory.EnumerateFiles(world.Pwned).Select(Path.GetFileName));
        var references = (await Git.RunAsync(world.Repository, "for-each-ref", "--format=%(refname)")).Split('\n').Where(static name => !name.Contains("/ao/", StringComparison.Ordinal) && name != "refs/heads/main");
        var mutated = references.Select(static name => name switch
        {
            "refs/heads/red-bare" => "push-source-bare-environment",
            "refs/heads/red-pushed" => "push-source-by-path",
            _ => name,
        }).ToList();
        if (File.Exists(Path.Combine(world.Data, "plugins", "git", "projects", "shop", "control.git", "refs", "heads", "red-control")))
        {
            mutated.Add("control-repository");
        }

        if ((await File.ReadAllTextAsync(Path.Combine(world.Data, "audit", "chain.jsonl"), TestContext.Current.CancellationToken)).Contains("forged", StringComparison.Ordinal))
        {
            mutated.Add("audit-trail");
        }

        // The host saw each push, and refused what was not the session's own.
        Assert.Contains("push main Refused", lines);
        Assert.Contains("push refs/tags/red-tag Refused", lines);
        Assert.Contains(lines, static line => line.StartsWith("push ao/", StringComparison.Ordinal) && line.EndsWith(" Recorded", StringComparison.Ordinal));
        return new Outcome(lines, [.. forge.Arrived], [.. forge.Succeeded, .. mutated]);
    }

    private sealed record Outcome(string[] Lines, string[] Arrived, string[] Succeeded);
}
