using Ao.Ledger;

namespace Ao.Plugins.Git.Tests.Ledgers;

/// <summary>A host that dies after each of its commands: a chain is at its old head or at its new one, and doing it again comes to the end.</summary>
public sealed class LedgerCrashTests
{
    private const int MaxCommands = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_HostDiesAtEachCommand_IsThereOnce()
    {
        await using var rig = await LedgerRig.StartAsync();
        var parent = await rig.AppendAsync(null, 1);
        for (var point = 1; ; point++)
        {
            Assert.True(point < MaxCommands);
            var number = point + 1;
            var died = await DiesAsync(await rig.Git.NewScmAsync(runner: new FailingRunner(point)), async scm => await rig.AppendAsync(parent, number, host: scm));
            var heir = await rig.Git.NewScmAsync();
            Assert.Contains(await heir.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token), new[] { parent, await NextAsync(heir, parent, rig) });
            parent = await rig.AppendAsync(parent, number, host: heir, signature: "REVG");
            Assert.Equal(number, (await rig.ReadAsync(host: heir)).Count);
            if (!died)
            {
                Assert.True(point > 3, $"only {point - 1} commands");
                return;
            }
        }
    }

    [Fact]
    public async Task PushAndFetch_HostDiesAtEachCommand_ArriveOnce()
    {
        await using var rig = await LedgerRig.StartAsync();
        string? parent = null;
        for (var point = 1; ; point++)
        {
            Assert.True(point < MaxCommands);
            parent = await rig.AppendAsync(parent, point);
            var died = await DiesAsync(await rig.Git.NewScmAsync(runner: new FailingRunner(point)), async scm => await rig.PushAsync(host: scm));
            Assert.Equal(parent, (await rig.PushAsync(host: await rig.Git.NewScmAsync())).Head);
            died |= await DiesAsync(await rig.Git.NewHostAsync("mortal", runner: new FailingRunner(point)), async scm => await rig.FetchAsync(host: scm));
            var heir = await rig.Git.NewHostAsync("mortal");
            var fetched = await rig.FetchAsync(host: heir);
            Assert.Equal(parent, fetched.Head);
            Assert.Contains(fetched.Outcome, new[] { LedgerFetchOutcome.UpToDate, LedgerFetchOutcome.Advanced });
            Assert.Equal(point, (await rig.ReadAsync(host: heir)).Count);
            if (!died)
            {
                Assert.True(point > 5, $"only {point - 1} commands");
                return;
            }
        }
    }

    private static async Task<string?> NextAsync(ILedgerTransport host, string parent, LedgerRig rig) =>
        await host.ReadAsync(new LedgerRead { Source = rig.Git.Source, ForkId = LedgerRig.ForkId, After = parent }, Token).Select(static commit => commit.Id).FirstOrDefaultAsync(Token);

    private static async Task<bool> DiesAsync(ILedgerTransport host, Func<ILedgerTransport, Task> act) => await Record.ExceptionAsync(() => act(host)) is not null;
}
