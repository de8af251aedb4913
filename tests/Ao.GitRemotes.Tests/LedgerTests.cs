using System.Text;
using Ao.Ledger;

namespace Ao.GitRemotes.Tests;

/// <summary>Ledgers over HTTP: with the credential of the forge, and with a remote that does not answer as it should.</summary>
public sealed class LedgerTests
{
    private const string Secret = "ghs_SecretOfTheTest0123456789";
    private const string ForkId = "0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PushAndFetch_OverHttpWithAToken_Work()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = Secret;
        var (writer, reader) = (HostOf(rig, "one"), HostOf(rig, "two"));
        var head = await AppendAsync(rig, writer);

        var pushed = await PushAsync(rig, writer, server);
        var fetched = await FetchAsync(rig, reader, server);

        Assert.Equal(new LedgerPush(head), pushed);
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, head), fetched);
        Assert.Equal([new(ForkId, head)], await reader.Scm.ListLedgersAsync(rig.Source, server.Address + "/team/shop.git", Token));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.UpToDate, head), await FetchAsync(rig, reader, server));
    }

    [Fact]
    public async Task PushAndFetch_TokenIsRefused_SaySo()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = "another";
        var host = HostOf(rig, "one");
        await AppendAsync(rig, host);

        var pushed = await PushAsync(rig, host, server);
        var exception = await Assert.ThrowsAnyAsync<AoException>(async () => await FetchAsync(rig, host, server));

        Assert.Null(pushed.Head);
        Assert.Contains("token", pushed.Reason, StringComparison.Ordinal);
        Assert.IsNotType<TransientException>(exception);
        Assert.DoesNotContain(Secret, pushed.Reason + exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushAndFetch_RemoteHasNoTime_AreTransient()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        var host = HostOf(rig, "one");
        await AppendAsync(rig, host);
        server.Answer = static _ => 503;

        await Assert.ThrowsAsync<TransientException>(async () => await PushAsync(rig, host, server));
        await Assert.ThrowsAsync<TransientException>(async () => await FetchAsync(rig, host, server));
    }

    [Fact]
    public async Task Push_BreaksOffWhileItIsSent_IsNotKnownAndMayBeRepeated()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        var host = HostOf(rig, "one");
        var head = await AppendAsync(rig, host);
        server.Answer = static context => context.Request.Method == "POST" && context.Request.Path.Value!.EndsWith("/git-receive-pack", StringComparison.Ordinal) ? 502 : null;

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await PushAsync(rig, host, server));
        server.Answer = static _ => null;

        Assert.Equal(new LedgerPush(head), await PushAsync(rig, host, server));
    }

    private static RemoteHost HostOf(RemoteRig rig, string name)
    {
        var host = rig.Host(name);
        host.Remotes.Token = Secret;
        return host;
    }

    private static ValueTask<string> AppendAsync(RemoteRig rig, RemoteHost host) => host.Scm.AppendAsync(
        new LedgerAppend
        {
            Source = rig.Source,
            ForkId = ForkId,
            Parent = null,
            Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["manifest.json"] = Encoding.UTF8.GetBytes("{}") },
            Message = "First",
            Author = "Shop",
            At = DateTimeOffset.UnixEpoch,
            Sign = static _ => "-----BEGIN SSH SIGNATURE-----\nQUJD\n-----END SSH SIGNATURE-----\n",
        },
        Token);

    private static ValueTask<LedgerPush> PushAsync(RemoteRig rig, RemoteHost host, GitServer server) =>
        host.Scm.PushLedgerAsync(new LedgerPushRequest { Source = rig.Source, ForkId = ForkId, Location = server.Address + "/team/shop.git" }, Token);

    private static ValueTask<LedgerFetch> FetchAsync(RemoteRig rig, RemoteHost host, GitServer server) =>
        host.Scm.FetchLedgerAsync(new LedgerFetchRequest { Source = rig.Source, ForkId = ForkId, Location = server.Address + "/team/shop.git" }, Token);
}
