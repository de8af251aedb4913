using Ao.AgentTools;
using Ao.Commands;
using Ao.Runtimes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.AgentTools;

public sealed class AgentToolDirectoryTests : IAsyncLifetime
{
    private static readonly RunId s_run = RunId.Parse("shop-1.1");
    private static readonly Uri s_address = new("http://127.0.0.1:5000/tools");
    private readonly FakeTimeProvider _time = new();
    private ToolDesk _desk = null!;
    private AgentToolDirectory _directory = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await ToolDesk.StartAsync();
        _directory = new AgentToolDirectory(_desk.Engine.Get<AgentTokens>(), _time);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task For_HostThatServesNone_IsNothing() => Assert.Null(await _directory.ForAsync(s_run, Token));

    [Fact]
    public async Task For_AfterAnOffer_IsTheAddressAndTheRunsToken()
    {
        _directory.Offer(s_address, new CommandLine("bridge", "x"));

        var tools = await _directory.ForAsync(s_run, Token);

        Assert.Equal((s_address, _desk.Engine.Get<AgentTokens>().For(s_run), "bridge x"), (tools!.Address, tools.Token, tools.Bridge.ToString()));
    }

    [Fact]
    public async Task For_AnnouncedAddress_IsWaitedFor()
    {
        _directory.Announce();
        var waiting = _directory.ForAsync(s_run, Token).AsTask();
        Assert.False(waiting.IsCompleted);

        _directory.Offer(s_address, new CommandLine("bridge"));

        Assert.Equal(s_address, (await waiting)!.Address);
    }

    [Fact]
    public async Task For_AnnouncedAddressThatDoesNotCome_IsTriedAgainLater()
    {
        _directory.Announce();
        var waiting = _directory.ForAsync(s_run, Token).AsTask();

        _time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<TransientException>(() => waiting);
    }

    [Fact]
    public async Task Launch_OfferedTools_AreInTheRequest()
    {
        _desk.Tools.Offer(s_address, new CommandLine("bridge"));

        var session = await _desk.SpawnAsync(SessionRole.Designer);

        var told = _desk.World.Agent.Launches[new RunId(session.Id, 1)].Tools!;
        Assert.Equal((s_address, _desk.TokenOf(session)), (told.Address, told.Token));
    }
}
