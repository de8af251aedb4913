using Ao.AgentTools;
using Ao.Runtimes;
using Ao.Sessions;

namespace Ao.Core.Tests.AgentTools;

public sealed class AgentTokenTests : IAsyncLifetime
{
    private ToolDesk _desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await ToolDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Authenticate_TokenOfALiveRun_IsThatSession()
    {
        var session = await _desk.SpawnAsync(SessionRole.Reviewer);

        var caller = _desk.Tools.Authenticate(_desk.TokenOf(session));

        Assert.Equal((new RunId(session.Id, 1), session.Project, SessionRole.Reviewer), (caller!.Run, caller.Project, caller.Role));
    }

    [Fact]
    public async Task Authenticate_AnythingElse_IsNobody()
    {
        var session = await _desk.SpawnAsync();
        var other = await _desk.SpawnAsync();
        var token = _desk.TokenOf(session);
        var mac = token[(token.LastIndexOf('.') + 1)..];
        string?[] wrong =
        [
            null, "", ".", "x", $"{session.Id}.1", $"{session.Id}.1.", token[..^1], $"{token}A", token.ToUpperInvariant(), $" {token}",
            $"{other.Id}.1.{mac}", $"{session.Id}.2.{mac}", $"{session.Id}.01.{mac}", $"{session.Id}.1.{new string('A', 43)}", $"{session.Id}.1.{mac.Replace('-', '+').Replace('_', '/')}=",
            new string('a', 100_000), $"{session.Id}.1.\u00fc", _desk.Engine.Get<AgentTokens>().For(new RunId(session.Id, 2)), _desk.Engine.Get<AgentTokens>().For(new RunId(new SessionId("none", 1), 1)),
        ];

        Assert.NotNull(_desk.Tools.Authenticate(token));
        Assert.All(wrong, text => Assert.Null(_desk.Tools.Authenticate(text)));
    }

    [Fact]
    public async Task Authenticate_AfterARestart_IsTheSame()
    {
        var session = await _desk.SpawnAsync();
        var token = _desk.TokenOf(session);

        await _desk.RestartAsync();

        Assert.Equal(token, _desk.TokenOf(session));
        Assert.NotNull(_desk.Tools.Authenticate(token));
    }

    [Fact]
    public async Task Authenticate_StoppedSession_IsNobodyFromTheCallOn()
    {
        var session = await _desk.SpawnAsync();
        var token = _desk.TokenOf(session);
        var caller = _desk.Tools.Authenticate(token)!;

        _desk.Engine.Get<StopOrders>().Give(session.Id, "for the test");
        Assert.Null(_desk.Tools.Authenticate(token));
        Assert.True((await _desk.Tools.CallAsync(caller, "get_session", null, Token)).IsError);

        await _desk.Engine.Orchestrator.StopAsync(session.Id, cancellationToken: Token);
        Assert.Null(_desk.Tools.Authenticate(token));

        await _desk.Engine.Orchestrator.RestoreAsync(session.Id, Token);
        var restored = await _desk.Engine.WaitAsync(session.Id, static restored => restored is { Runs: 2, Status: SessionStatus.Working });
        Assert.Null(_desk.Tools.Authenticate(token));
        Assert.NotNull(_desk.Tools.Authenticate(_desk.TokenOf(restored)));
    }

    [Fact]
    public async Task Authenticate_EndedRun_IsNobody()
    {
        var session = await _desk.SpawnAsync();

        _desk.Process(session).Exit(1);
        await _desk.Engine.WaitAsync(session.Id, SessionStatus.Failed);

        Assert.Null(_desk.Tools.Authenticate(_desk.TokenOf(session)));
    }

    [Fact]
    public async Task Key_OfADataFolder_IsTheOwnersAlone()
    {
        await _desk.SpawnAsync();
        var session = await _desk.SpawnAsync();
        _ = _desk.TokenOf(session);
        var path = Path.Combine(_desk.World.Options.DataFolder, "agent-tools", "token-key");

        Assert.Equal(32, new FileInfo(path).Length);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));

        await File.WriteAllBytesAsync(path, [1, 2, 3], Token);
        await _desk.RestartAsync();
        Assert.Contains("holds no key", Assert.Throws<AoException>(() => _desk.TokenOf(session)).Message, StringComparison.Ordinal);
    }
}
