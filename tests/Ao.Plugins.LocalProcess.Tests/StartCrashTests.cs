using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess.Tests;

/// <summary>What is left when the host dies at each step of a start: the next host finds it, and no program ever runs twice.</summary>
public class StartCrashTests
{
    private const string Script = "echo started >>count; echo up; sleep 60";

    [Fact]
    public async Task ListAsync_DiedBeforeTheRecord_ReportsNeverStarted()
    {
        await using var fixture = new RuntimeFixture();
        Directory.CreateDirectory(fixture.RunPath(RuntimeFixture.Id()));

        var status = Assert.Single(await fixture.Runtime.ListAsync(RuntimeFixture.Token));

        Assert.Equal(RunState.NeverStarted, status.State);
        await fixture.Runtime.StopAsync(status.Handle, TimeSpan.Zero, RuntimeFixture.Token);
        await fixture.Runtime.RemoveAsync(status.Handle, RuntimeFixture.Token);
        Assert.Empty(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
    }

    [Fact]
    public async Task StartAsync_DiedBeforeTheKeeper_StartsOnce()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell(Script);
        var folder = new RunFolder(request.Run, fixture.RunPath(request.Run));
        Directory.CreateDirectory(folder.Path);
        folder.WriteRecord(new RunRecord("abc", 1024, false));

        var status = Assert.Single(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);

        Assert.Equal(RunState.NeverStarted, status.State);
        Assert.Equal(RunState.Running, Assert.Single(await fixture.Runtime.ListAsync(RuntimeFixture.Token)).State);
        Assert.NotEqual(status.Handle, handle);
    }

    [Fact]
    public async Task StartAsync_KeeperComesTooLate_DoesNotRunTheProgram()
    {
        await using var fixture = new RuntimeFixture();
        var late = new HeldCommandRunner();
        var dying = fixture.NewHost(late);
        var request = fixture.Shell(Script);
        var start = dying.StartAsync(request, RuntimeFixture.Token).AsTask();
        var keeper = await late.Held.Task.WaitAsync(RuntimeFixture.Token);

        // The next host finds the record without a keeper, gives that start up, and starts anew.
        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);
        var result = await new CommandRunner(TimeProvider.System).RunAsync(keeper with { Command = new CommandLine("/bin/sh", [.. keeper.Command.Arguments.Skip(2)]) }, RuntimeFixture.Token);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal(handle, Assert.Single(await fixture.Runtime.ListAsync(RuntimeFixture.Token)).Handle);
        await fixture.ReadUntilAsync(handle, "up");
        await fixture.Runtime.StopAsync(handle, TimeSpan.FromSeconds(5), RuntimeFixture.Token);
        Assert.Equal("started\n", await File.ReadAllTextAsync(Path.Combine(fixture.Path, "count"), RuntimeFixture.Token));

        // Only now: a dead host cleans nothing up behind its successor.
        late.Released.SetException(new AoException("died"));
        await Assert.ThrowsAnyAsync<Exception>(() => start);
    }

    [Fact]
    public async Task ListAsync_DiedAfterTheKeeper_FindsTheSurvivor()
    {
        await using var fixture = new RuntimeFixture();
        var held = new HeldCommandRunner();
        var start = fixture.NewHost(held).StartAsync(fixture.Shell(Script), RuntimeFixture.Token).AsTask();
        var keeper = await held.Held.Task.WaitAsync(RuntimeFixture.Token);
        await new CommandRunner(TimeProvider.System).RunAsync(keeper, RuntimeFixture.Token);

        var status = Assert.Single(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
        var handle = await fixture.Runtime.StartAsync(fixture.Shell(Script), RuntimeFixture.Token);

        Assert.Equal(RunState.Running, status.State);
        Assert.Equal(status.Handle, handle);
        held.Released.SetResult(new CommandResult { ExitCode = 0, Output = "", Error = "" });
        Assert.Equal(handle, await start);
    }

    [Fact]
    public async Task StartAsync_KeeperCannotRun_SaysSoAndLeavesNothing()
    {
        await using var fixture = new RuntimeFixture();
        var held = new HeldCommandRunner();
        held.Released.SetResult(new CommandResult { ExitCode = 127, Output = "", Error = "sh: gone" });

        var error = await Assert.ThrowsAsync<AoException>(() => fixture.NewHost(held).StartAsync(fixture.Shell(Script), RuntimeFixture.Token).AsTask());

        Assert.Contains("sh: gone", error.Message, StringComparison.Ordinal);
        Assert.Empty(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
    }

    [Fact]
    public async Task ListAsync_HundredRunsAfterRestart_AreAllAdopted()
    {
        await using var fixture = new RuntimeFixture();
        await Parallel.ForEachAsync(Enumerable.Range(1, 100), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = RuntimeFixture.Token }, async (number, token) =>
            await fixture.Runtime.StartAsync(fixture.Shell("echo $$; exec sleep 300", number), token));
        await fixture.RestartAsync();

        var started = TimeProvider.System.GetTimestamp();
        var runs = await fixture.Runtime.ListAsync(RuntimeFixture.Token);
        await Task.WhenAll(runs.Select(run => fixture.ReadUntilAsync(run.Handle, "\n")));
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        Assert.Equal(100, runs.Count(run => run.State == RunState.Running));
        TestContext.Current.TestOutputHelper?.WriteLine($"adopted 100 runs in {elapsed.TotalMilliseconds:0} ms");
        var stopping = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(runs.Select(run => fixture.Runtime.StopAsync(run.Handle, TimeSpan.FromSeconds(5), RuntimeFixture.Token).AsTask()));
        TestContext.Current.TestOutputHelper?.WriteLine($"stopped in {TimeProvider.System.GetElapsedTime(stopping).TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task StartAsync_CancelledAfterTheKeeper_LeavesNothing()
    {
        await using var fixture = new RuntimeFixture();
        var held = new HeldCommandRunner();
        var start = fixture.NewHost(held).StartAsync(fixture.Shell(Script), RuntimeFixture.Token).AsTask();
        var keeper = await held.Held.Task.WaitAsync(RuntimeFixture.Token);
        await new CommandRunner(TimeProvider.System).RunAsync(keeper, RuntimeFixture.Token);
        var program = new RunFolder(RuntimeFixture.Id(), fixture.RunPath(RuntimeFixture.Id()));
        var identity = program.ReadKeeper(program.ReadRecord()!.Nonce)!;
        Assert.True(identity.IsAlive());

        held.Released.SetException(new OperationCanceledException());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(identity.IsAlive());
        Assert.Empty(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
    }

    private sealed class HeldCommandRunner : ICommandRunner
    {
        public TaskCompletionSource<CommandRequest> Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<CommandResult> Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
        {
            Held.TrySetResult(request);
            return await Released.Task;
        }
    }
}
