using System.Diagnostics;
using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.FakeModel;
using Ao.Sessions;
using Ao.TestSupport;

namespace Ao.RealAgents;

/// <summary>A session of each real agent, in each way of running, through a whole host: from its task to a verified claim, over questions, a provider that refuses and a crash.</summary>
public sealed class WholeHostTests : IDisposable
{
    private const string Committing = "git -c user.name=A -c user.email=a@example.com commit -q";
    private static readonly TokenCount s_turn = new(1000, 200, 30);
    private readonly TempFolder _folder = new();

    public static TheoryData<string, AgentMode> Agents
    {
        get
        {
            var agents = new TheoryData<string, AgentMode>();
            foreach (var kit in AgentKit.All)
            {
                agents.Add(kit.Name, AgentMode.Structured);
                if (kit.HasScreen)
                {
                    agents.Add(kit.Name, AgentMode.Interactive);
                }
            }

            return agents;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task Session_FromTaskToVerifiedClaim(string name, AgentMode mode)
    {
        var kit = AgentKit.Of(name);
        await using var model = await FakeModelServer.StartAsync(Token);
        model.Play("whole", Script.Empty
            .Shell($"echo one > one.txt && git add . && {Committing} -m One", "I begin.", s_turn)
            .Mcp("bug_report", new JsonObject { ["title"] = "The label is wrong", ["body"] = "It says so on the tin." }, s_turn)
            .Say("One is done.", s_turn)
            .Shell($"echo two > two.txt && git add . && {Committing} -m Two", usage: s_turn)
            .Say("Two is done.", s_turn)
            .Refuse(429, times: 3, headers: new Dictionary<string, string> { ["retry-after"] = "2" })
            .Say("Three is done.", s_turn)
            .Shell("echo begun > begun.txt; timeout 300 tail -f /dev/null", usage: s_turn)
            .Shell("rm -f begun.txt", usage: s_turn)
            .Mcp("report_status", new JsonObject { ["status"] = "claims_done", ["detail"] = "All of it.", ["evidence"] = new JsonArray("Two commits.") }, s_turn)
            .Say("That is all.", s_turn));
        await using var host = await RealHost.StartAsync(_folder, model, PermissionMode.AutoEdit, [kit]);
        host.AllowTools();
        var orchestrator = host.Orchestrator;

        // The task: a file is committed, and a report comes in by the host's tools.
        var id = (await orchestrator.SpawnAsync(new SpawnRequest { Project = RealHost.Project, Prompt = "Do the first part. [[script:whole]]", Agent = kit.Agent, Mode = mode }, Token)).Id;
        var first = await host.WaitAsync(id, static session => session is { Turns: 1, Status: SessionStatus.Ready });
        Assert.Equal("One is done.", first.LastWords?.Trim());
        Assert.Equal("The label is wrong", Assert.Single(first.Reports).Report.Title);
        Assert.True(File.Exists(Path.Combine(first.WorkspacePath!, "one.txt")));

        // A second message is acted on.
        await orchestrator.SendAsync(id, "Now the second part.", Token);
        await host.WaitAsync(id, static session => session is { Turns: 2, Status: SessionStatus.Ready });
        Assert.True(File.Exists(Path.Combine(first.WorkspacePath!, "two.txt")));

        // The provider refuses for a while, and the session goes on by itself.
        await orchestrator.SendAsync(id, "Now the third part.", Token);
        await host.WaitAsync(id, static session => session is { Status: SessionStatus.Ready } && session.LastWords?.Trim() == "Three is done.");

        // The tool is killed in the middle of a turn, and taken up in its conversation.
        await orchestrator.SendAsync(id, "Now the long part.", Token);
        await AgentScenarios.UntilAsync(() => File.Exists(Path.Combine(first.WorkspacePath!, "begun.txt")));
        Kill(first.WorkspacePath!);
        await host.WaitAsync(id, static session => session.Status is SessionStatus.Failed or SessionStatus.Lost);
        await orchestrator.RestoreAsync(id, Token);

        var done = await host.WaitAsync(id, static session => session.Status is SessionStatus.Done or SessionStatus.Failed);
        Assert.True(done.Status == SessionStatus.Done, done.Reason);
        Assert.True(Assert.Single(done.Verifications).Passed);
        Assert.Equal(2, done.Runs);
        AssertUsage(kit, model, done);
    }

    /// <summary>Kills the processes that work in a folder, those of the tool and what it has started, as a crash does.</summary>
    private static void Kill(string workspace)
    {
        foreach (var process in Process.GetProcesses())
        {
            if (AgentRig.WorksIn(process.Id, workspace))
            {
                process.Kill();
            }
        }
    }

    /// <summary>What a session has used is what the model has served, as far as the tool tells. One request, of a turn of its own, was killed.</summary>
    private static void AssertUsage(AgentKit kit, FakeModelServer model, Session session)
    {
        var served = model.Served();
        var untold = kit.Usage == ToldUsage.All ? new TokenCount(0, 0, 0) : s_turn;
        if (kit.Usage != ToldUsage.LastRequests)
        {
            Assert.Equal(
                (served.Input + served.Cached - untold.Input - untold.Cached, served.Cached - untold.Cached, served.Output - untold.Output),
                (session.Usage.InputTokens, session.Usage.CachedTokens, session.Usage.OutputTokens));
        }
    }
}
