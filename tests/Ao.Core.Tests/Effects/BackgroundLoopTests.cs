using Ao.Effects;

namespace Ao.Core.Tests.Effects;

/// <summary>Loops end as they are told to.</summary>
public sealed class BackgroundLoopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopAsync_StepIsCutOffAndSaysSoInItsWords_HasEnded()
    {
        var loop = new BackgroundLoop();
        var started = new TaskCompletionSource();
        loop.Start(async stopping =>
        {
            started.SetResult();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping));
            throw new AoException("The program was ended.");
        });
        await started.Task.WaitAsync(Token);

        await loop.StopAsync(Token);
    }

    [Fact]
    public async Task StopAsync_LoopFailsOtherwise_IsThrown()
    {
        var loop = new BackgroundLoop();
        loop.Start(static stopping => throw new InvalidOperationException("It is broken."));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await loop.StopAsync(Token));
    }
}
