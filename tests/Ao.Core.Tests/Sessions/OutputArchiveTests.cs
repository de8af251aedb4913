using System.Text;
using Ao.Journal;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.Sessions.Output;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.Core.Tests.Sessions;

/// <summary>What an agent wrote does not disappear when its run is removed.</summary>
public sealed class OutputArchiveTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task ReadOutputAsync_WorkspaceClosed_GivesWhatTheAgentWrote()
    {
        _world.Runtime.OnStart = static process => process.Say("first line").Say("last line").Exit(0);
        _world.Project.PullRequests.OpenWhenDone = false;
        await using var engine = await Engine.StartAsync(_world);
        var id = await SpawnAsync(engine);
        await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, TestContext.Current.CancellationToken);

        Assert.Empty(await _world.Runtime.ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("first line\nlast line\n", await ReadAsync(engine, id));
        Assert.Equal("last line\n", await ReadAsync(engine, id, cursor: 11));
    }

    [Fact]
    public async Task ReadOutputAsync_LiveRun_FollowsItToItsEnd()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await SpawnAsync(engine);
        await engine.WaitAsync(id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1").Say("before");
        await using var output = engine.Orchestrator.ReadOutputAsync(id, 1, 0, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await output.MoveNextAsync());
        Assert.Equal("before\n", Text(output.Current));
        process.Say("after");
        Assert.True(await output.MoveNextAsync());
        Assert.Equal("after\n", Text(output.Current));
        process.Exit(1);
        Assert.False(await output.MoveNextAsync());
    }

    [Fact]
    public async Task ReadOutputAsync_RunThatNeverWas_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await SpawnAsync(engine);
        await engine.WaitAsync(id, SessionStatus.Working);

        var error = Assert.Throws<AoException>(() => engine.Orchestrator.ReadOutputAsync(id, 2, 0, TestContext.Current.CancellationToken));

        Assert.Contains("no run 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArchiveAsync_BrokenOffAndRepeated_DoublesNothing()
    {
        await using var engine = await Engine.StartAsync(_world);
        var (id, handle) = await StoppedAsync(engine, "0123456789");
        var folder = Path.Combine(engine.Get<DataFolders>().OutputOf(id), "shop-1.1");
        await using (var broken = SegmentLog.Open(folder + ".part", new SegmentLogOptions(), TimeProvider.System))
        {
            broken.Append("01234"u8);
        }

        var archive = engine.Get<OutputArchive>();
        await archive.ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);
        await archive.ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);
        await _world.Runtime.RemoveAsync(handle, TestContext.Current.CancellationToken);
        await archive.ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);

        Assert.Equal("0123456789\n", await ReadAsync(engine, id));
    }

    [Fact]
    public async Task ArchiveAsync_RunRemovedBySomebodyElse_KeepsWhatThereIs()
    {
        await using var engine = await Engine.StartAsync(_world);
        var (id, handle) = await StoppedAsync(engine, "gone");
        await _world.Runtime.RemoveAsync(handle, TestContext.Current.CancellationToken);

        await engine.Get<OutputArchive>().ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);

        Assert.Equal("", await ReadAsync(engine, id));
    }

    [Fact]
    public async Task ArchiveAsync_RuntimeHasDroppedTheBeginning_KeepsTheOffsets()
    {
        await using var engine = await Engine.StartAsync(_world);
        var (id, handle) = await StoppedAsync(engine, "0123456789");
        _world.Runtime.Process("shop-1.1").Drop(4);

        await engine.Get<OutputArchive>().ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);

        var read = await engine.Orchestrator.ReadOutputAsync(id, 1, 0, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, Assert.Single(read).Cursor);
        Assert.Equal("456789\n", Text(read[0]));
    }

    [Fact]
    public async Task ArchiveAsync_AboveTheLimit_LetsGoOfTheOldestRuns()
    {
        await using var engine = await Engine.StartAsync(_world);
        var archive = new OutputArchive(engine.Get<SessionContext>(), new SegmentLogOptions { SizeLimit = 3000 }, NullLogger<OutputArchive>.Instance);
        var (id, _) = await StoppedAsync(engine, "first");
        foreach (var number in Enumerable.Range(1, 4))
        {
            var request = new RunRequest { Run = new RunId(id, number), Command = new Ao.Commands.CommandLine("fake"), WorkingDirectory = "/", Environment = new Dictionary<string, string>() };
            var handle = await _world.Runtime.StartAsync(request, TestContext.Current.CancellationToken);
            _world.Runtime.Process($"{id}.{number}").Say(new string('x', 1000)).Exit(0);
            await archive.ArchiveAsync(_world.Runtime, handle, TestContext.Current.CancellationToken);
        }

        var kept = Directory.GetDirectories(engine.Get<DataFolders>().OutputOf(id)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["shop-1.3", "shop-1.4"], kept);
    }

    private static async Task<SessionId> SpawnAsync(Engine engine) =>
        (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Write." }, TestContext.Current.CancellationToken)).Id;

    private static async Task<string> ReadAsync(Engine engine, SessionId id, long cursor = 0) =>
        string.Concat(await engine.Orchestrator.ReadOutputAsync(id, 1, cursor, TestContext.Current.CancellationToken).Select(Text).ToListAsync(TestContext.Current.CancellationToken));

    private static string Text(RunOutput output) => Encoding.UTF8.GetString(output.Data.Span);

    /// <summary>Makes a session with one run that has written a line and was stopped, whose workspace stays.</summary>
    private async Task<(SessionId Id, RunHandle Handle)> StoppedAsync(Engine engine, string line)
    {
        _world.Runtime.OnStart = process => process.Say(line);
        var id = await SpawnAsync(engine);
        await engine.WaitAsync(id, SessionStatus.Working);
        await engine.Orchestrator.StopAsync(id, cancellationToken: TestContext.Current.CancellationToken);
        return (id, Assert.Single(engine.Sessions.Get(id).Handles).Handle);
    }
}
