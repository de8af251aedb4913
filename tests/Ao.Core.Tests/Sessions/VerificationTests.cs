using System.Security.Cryptography;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>What the evidence of a verification is worth.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Verify_AgentPlantedFilesInItsHome_CommandsSeeANewAndEmptyOne()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.VerifyWith("sh", "-c", "test -z \"$(ls -A \"$HOME\")\" && mkdir -m 500 \"$HOME/cache\"");
        _world.Runtime.OnStart = static process =>
        {
            File.WriteAllText(Path.Combine(process.Request.Environment["HOME"], ".gitconfig"), "[core]");
            process.Exit(0);
        };
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        var done = await engine.WaitAsync(spawned.Id, static session => session.Verifications.Count > 0);

        Assert.True(Assert.Single(done.Verifications).Passed);
        Assert.False(Directory.Exists(Path.Combine(_world.Options.DataFolder, "sessions", "shop-1", "verification")));
    }

    [Fact]
    public async Task Verify_ClaimedRevisionIsNotTheSessionsOwn_IsNotAccepted()
    {
        _world.Scm.IsOwn = static (_, _) => false;
        _world.VerifyWith("true");
        _world.Project.Verification.Attempts = 1;
        _world.Runtime.OnStart = static process => process.Say("done somebody-elses").Exit(0);
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        var failed = await engine.WaitAsync(spawned.Id, SessionStatus.Failed);

        var verification = Assert.Single(failed.Verifications);
        Assert.False(verification.Passed);
        Assert.Contains("no work of session", verification.Problem, StringComparison.Ordinal);
        Assert.Null(failed.VerifiedRevision);
    }

    [Fact]
    public async Task Verify_ClaimNamesARevision_ConsentShowsWhatThatRevisionChanges()
    {
        _world.VerifyWith("true");
        _world.Runtime.OnStart = static process => process.Say("done r7").Exit(0);
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request(), Token);

        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            Assert.Equal("r7", consent.Parameters["headRevision"]);
            Assert.Equal("changed-in-r7", consent.Parameters["changedPaths"]);
            break;
        }
    }

    [Fact]
    public async Task Verify_CommandWrites_KeepsArgumentsAndTheWholeOutput()
    {
        _world.VerifyWith("sh", "-c", "seq 1 20000; echo problem >&2");
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        var done = await engine.WaitAsync(spawned.Id, SessionStatus.Done);

        var evidence = Assert.Single(Assert.Single(done.Verifications).Commands);
        var kept = await File.ReadAllBytesAsync(Path.Combine(_world.Options.DataFolder, evidence.OutputFile!), Token);
        Assert.Equal(["sh", "-c", "seq 1 20000; echo problem >&2"], evidence.Command);
        Assert.StartsWith("1\n2\n", System.Text.Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.EndsWith("20000\nproblem\n", System.Text.Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept)), evidence.OutputSha256);
        Assert.False(evidence.OutputTruncated);
    }

    private static SpawnRequest Request() => new() { Project = "shop", Prompt = "Do it." };
}
