using Ao.Commands;
using Ao.Runtimes;
using Ao.Sessions.Steps;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Sessions;

public class LiveRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_RuntimeWithoutTheCapability_SayWhichRuntimeLacksWhat()
    {
        var runtime = new FakeRuntime();
        var handle = await runtime.StartAsync(new RunRequest { Run = RunId.Parse("shop-1.1"), Command = new CommandLine("x"), WorkingDirectory = "/", Environment = new Dictionary<string, string>() }, Token);
        var run = new LiveRun(new FakeCatalog(runtime), "fake", handle);

        await run.WriteAsync("text"u8.ToArray(), Token);

        Assert.Equal((true, false, false), (run.CanWrite, run.CanSendKeys, run.CanSignal));
        Assert.Equal("", await run.ReadErrorAsync(100, Token));
        Assert.Contains("'fake'", (await Assert.ThrowsAsync<NotSupportedException>(async () => await run.SendKeyAsync(RunKey.Escape, Token))).Message, StringComparison.Ordinal);
        Assert.Contains("signals", (await Assert.ThrowsAsync<NotSupportedException>(async () => await run.SignalAsync(RunSignal.Interrupt, Token))).Message, StringComparison.Ordinal);
        Assert.Equal(["text"], runtime.Process("shop-1.1").Received);
    }
}
