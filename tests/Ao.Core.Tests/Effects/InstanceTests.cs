using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.TestSupport;

namespace Ao.Core.Tests.Effects;

public sealed class InstanceTests
{
    [Fact]
    public async Task Journal_OpenedAgain_KeepsItsName()
    {
        using var world = new World();
        string name;
        await using (var first = await Engine.StartAsync(world))
        {
            name = first.Keys.Instance;
        }

        await using var next = await Engine.StartAsync(world);

        Assert.Equal(name, next.Keys.Instance);
        Assert.Equal($"{name}/shop-1/pull-request", next.Keys.Of(new SessionId("shop", 1), "pull-request").Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_DiesWhileItNames_NextHostHasOneName(bool afterWrite)
    {
        var journal = new InMemoryJournal { CrashAt = 1, CrashAfterWrite = afterWrite };
        await Assert.ThrowsAsync<HostDiedException>(async () => await GateHost.StartAsync(journal));

        await using var next = await GateHost.StartAsync(journal.Reopen());

        Assert.Equal(1, next.Count("instance.named"));
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("Ada", false)]
    [InlineData("a/b", false)]
    [InlineData("a..b", false)]
    [InlineData("\u00fc", false)]
    public void Part_OfAnyText_IsAPartOfAKey(string text, bool asItIs)
    {
        var made = OperationKeys.Part(text);

        Assert.True(OperationKey.TryParse(made, null, out _));
        Assert.DoesNotContain('/', made);
        Assert.Equal(asItIs, made == text);
    }
}
