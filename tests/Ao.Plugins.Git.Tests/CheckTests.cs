using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

public sealed class CheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_CodeOfAnAgent_SeesAnEmptyHomeOfItsOwn()
    {
        await using var rig = await GitRig.StartAsync(Command("env | cut -d= -f1 | LC_ALL=C sort; echo home $HOME; ls -A \"$HOME\"; touch \"$HOME/mark\""));
        await ProposeAsync(rig);

        var lines = Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks).Excerpt.Split('\n');

        var home = Assert.Single(lines, static line => line.StartsWith("home ", StringComparison.Ordinal))["home ".Length..];
        Assert.StartsWith(rig.DataFolder, home, StringComparison.Ordinal);
        Assert.False(Directory.Exists(home));
        Assert.Equal(lines.Length - 1, Array.IndexOf(lines, $"home {home}"));
        Assert.Empty(lines[..^1].Except(["AO_COMMAND", "HOME", "LANG", "OLDPWD", "PATH", "PWD", "SHLVL", "TEMP", "TMP", "TMPDIR", "_"]));
    }

    [Fact]
    public async Task Get_CommandOrTimeoutChanged_IsAskedAnew()
    {
        await using var rig = await GitRig.StartAsync(Command("true"));
        await ProposeAsync(rig);
        Assert.Equal(CheckState.Passed, Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks).State);

        var changed = await rig.NewScmAsync(Command("exit 1"));
        var slower = await rig.NewScmAsync(new Dictionary<string, string?>(Command("true")) { ["Checks:test:Timeout"] = "00:05:00" });

        Assert.Equal(Mergeability.Unknown, (await changed.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        Assert.Equal(CheckState.Failed, Assert.Single((await changed.GetChecksAsync(rig.Source, 1, Token)).Checks).State);
        Assert.Equal(Mergeability.Blocked, (await changed.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        Assert.Equal(Mergeability.Unknown, (await slower.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        Assert.Equal(Mergeability.Mergeable, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
    }

    [Fact]
    public async Task Get_ProgramWasMissing_IsTriedAgain()
    {
        using var folder = new TempFolder();
        var program = folder.Combine("check");
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?> { ["Checks:test:Command:0"] = program });
        await ProposeAsync(rig);
        Assert.Equal(CheckState.Failed, Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks).State);

        File.CreateSymbolicLink(program, "/bin/true");

        Assert.Equal(CheckState.Passed, Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks).State);
    }

    [Fact]
    public async Task Get_DidNotEndInTime_IsTriedAgain()
    {
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?>(Command("exec tail -f /dev/null")) { ["Checks:test:Timeout"] = "00:00:01" });
        await ProposeAsync(rig);
        var check = Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks);
        Assert.Contains("did not end", check.Excerpt, StringComparison.Ordinal);

        Assert.Equal(Mergeability.Unknown, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
    }

    [Fact]
    public async Task Merge_FailedCheckIsNoLongerConfigured_DoesNotBlock()
    {
        await using var rig = await GitRig.StartAsync(Command("exit 1"));
        var revision = await ProposeAsync(rig);
        Assert.False((await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token)).Merged);

        var scm = await rig.NewScmAsync(Command("true", "other"));
        var result = await scm.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal("other", Assert.Single((await scm.GetChecksAsync(rig.Source, 1, Token)).Checks).Name);
    }

    private static Dictionary<string, string?> Command(string script, string name = "test") => new()
    {
        [$"Checks:{name}:Command:0"] = "sh",
        [$"Checks:{name}:Command:1"] = "-c",
        [$"Checks:{name}:Command:2"] = script,
    };

    private static async Task<string> ProposeAsync(GitRig rig)
    {
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        return revision;
    }
}
