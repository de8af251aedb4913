using Ao.Locks;

namespace Ao.Plugins.Git.Tests;

public sealed class KeyedLockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_SameKey_WaitsItsTurnAndOtherKeysDoNot()
    {
        var locks = new KeyedLock();
        var held = await locks.EnterAsync("a", Token);

        var waiting = locks.EnterAsync("a", Token).AsTask();
        using (await locks.EnterAsync("b", Token))
        {
            Assert.False(waiting.IsCompleted);
        }

        held.Dispose();
        (await waiting).Dispose();
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_IsForgottenAndTheHolderStays()
    {
        var locks = new KeyedLock();
        using var cancelled = new CancellationTokenSource();
        var held = await locks.EnterAsync("a", Token);
        var waiting = locks.EnterAsync("a", cancelled.Token).AsTask();

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.Equal(1, locks.Count);
        held.Dispose();
        Assert.Equal(0, locks.Count);
    }
}
