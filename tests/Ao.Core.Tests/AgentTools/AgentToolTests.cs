using System.Text.Json;
using Ao.Agents;
using Ao.AgentTools;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using Ao.Trackers;

namespace Ao.Core.Tests.AgentTools;

public sealed class AgentToolTests : IAsyncLifetime
{
    private static readonly string[] s_everyones = ["report_status", "ask_operator", "request_consent", "bug_report", "improvement_suggestion", "list_sessions", "get_session"];
    private ToolDesk _desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await ToolDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData(SessionRole.Worker)]
    [InlineData(SessionRole.Reviewer)]
    [InlineData(SessionRole.Designer)]
    [InlineData(SessionRole.Orchestrator)]
    public async Task ListFor_Role_IsItsToolsOnly(SessionRole role)
    {
        var session = await _desk.SpawnAsync(role);
        string[] more = role switch { SessionRole.Orchestrator => ["spawn", "send", "stop", "list_issues"], SessionRole.Reviewer => ["post_verdict"], SessionRole.Designer => ["propose_breakdown"], _ => [] };

        Assert.Equal([.. s_everyones, .. more], _desk.Tools.ListFor(_desk.Tools.Authenticate(_desk.TokenOf(session))!).Select(static tool => tool.Name));
    }

    [Theory]
    [InlineData("spawn", """{"prompt":"x"}""")]
    [InlineData("send", """{"session":"shop-1","text":"x"}""")]
    [InlineData("stop", """{"session":"shop-1"}""")]
    [InlineData("list_issues", "{}")]
    [InlineData("post_verdict", """{"verdict":"pass","summary":"x"}""")]
    [InlineData("propose_breakdown", """{"decision":"atomic"}""")]
    [InlineData("no_such", "{}")]
    public async Task Call_ToolOfAnotherRole_IsNotThere(string tool, string arguments)
    {
        var session = await _desk.SpawnAsync();

        var result = await _desk.CallAsync(session, tool, arguments);

        Assert.True(result.IsError);
        Assert.StartsWith($"There is no tool '{tool}' for you.", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BugReport_Whole_IsFiledOnceAndSubmitted()
    {
        _desk.World.Project.Reporter = "reporter";
        var session = await _desk.SpawnAsync();
        const string Arguments = """{"title":"It breaks","body":"Always.","severity":"high","component":"cart","evidence":["a","b"],"confidence":0.75,"reproduction":"Run it.","suggested_fix":"Mend it.","type":"bug_report"}""";

        var first = await _desk.CallAsync(session, "bug_report", Arguments);
        var again = await _desk.CallAsync(session, "bug_report", Arguments);
        await _desk.CallAsync(session, "bug_report", """{"title":"It breaks","body":"Always."}""");

        Assert.StartsWith("Filed as ", first.Text, StringComparison.Ordinal);
        Assert.Contains("before", again.Text, StringComparison.Ordinal);
        var filed = (await _desk.Engine.WaitAsync(session.Id, static session => session.Reports.Count(static report => report.Receipt is not null) == 2)).Reports[0].Report;
        Assert.Equal(
            (ReportType.BugReport, "It breaks", "Always.", ReportSeverity.High, "cart", 0.75, "Run it.", "Mend it.", session.Id),
            (filed.Type, filed.Title, filed.Body, filed.Severity!.Value, filed.Component, filed.Confidence!.Value, filed.Reproduction, filed.SuggestedFix, filed.SourceSession!.Value));
        Assert.Equal(["a", "b"], filed.Evidence);
    }

    [Fact]
    public async Task Report_AfterARestart_IsKnownAgain_AndTheCursorStays()
    {
        var session = await _desk.SpawnAsync();
        _desk.Process(session).Say("conversation c");
        await _desk.Engine.Sessions.WaitAsync(session.Id, static state => state.ConversationId == "c", Token);
        var cursor = _desk.Engine.Sessions.Get(session.Id).Run!.Cursor;
        await _desk.CallAsync(session, "improvement_suggestion", """{"title":"A","body":"B"}""");

        await _desk.RestartAsync();
        await _desk.CallAsync(session, "improvement_suggestion", """{"title":"A","body":"B"}""");

        var state = _desk.Engine.Sessions.Get(session.Id);
        Assert.Equal(ReportType.ImprovementSuggestion, Assert.Single(state.Reports).Report.Type);
        Assert.Equal(cursor, state.Run!.Cursor);
    }

    [Fact]
    public async Task Report_OfOneSession_IsNotThatOfAnother()
    {
        var first = await _desk.SpawnAsync();
        var second = await _desk.SpawnAsync();

        await _desk.CallAsync(first, "bug_report", """{"title":"A","body":"B"}""");
        await _desk.CallAsync(second, "bug_report", """{"title":"A","body":"B"}""");

        Assert.Single(_desk.Engine.Orchestrator.Get(first.Id).Reports);
        Assert.Single(_desk.Engine.Orchestrator.Get(second.Id).Reports);
    }

    [Fact]
    public async Task Report_BeyondTheLimit_IsRefused()
    {
        var session = await _desk.SpawnAsync();
        for (var number = 0; number < 100; number++)
        {
            Assert.False((await _desk.CallAsync(session, "bug_report", $$"""{"title":"{{number}}","body":"B"}""")).IsError);
        }

        Assert.True((await _desk.CallAsync(session, "bug_report", """{"title":"One more","body":"B"}""")).IsError);
    }

    [Theory]
    [InlineData("started", AgentActivity.Active, SessionStatus.Working)]
    [InlineData("working", AgentActivity.Active, SessionStatus.Working)]
    [InlineData("blocked", AgentActivity.Blocked, SessionStatus.Blocked)]
    public async Task ReportStatus_Activity_IsShown(string status, AgentActivity activity, SessionStatus shown)
    {
        var session = await _desk.SpawnAsync();

        Assert.False((await _desk.CallAsync(session, "report_status", $$"""{"status":"{{status}}","detail":"the cart"}""")).IsError);

        var state = _desk.Engine.Sessions.Get(session.Id);
        Assert.Equal((activity, shown, "the cart"), (state.Activity, state.Status, state.View.Reason));
        await _desk.CallAsync(session, "report_status", $$"""{"status":"{{status}}","detail":"the cart"}""");
        Assert.Equal(state.Version, _desk.Engine.Sessions.Get(session.Id).Version);
    }

    [Fact]
    public async Task ReportStatus_ClaimsDone_IsVerified()
    {
        _desk.World.VerifyWith("true");
        var session = await _desk.SpawnAsync();

        var result = await _desk.CallAsync(session, "report_status", """{"status":"claims_done","detail":"Mended.","evidence":["tests pass"]}""");

        Assert.False(result.IsError, result.Text);
        var done = await _desk.Engine.WaitAsync(session.Id, SessionStatus.Done);
        Assert.True(Assert.Single(done.Verifications).Passed);
    }

    [Theory]
    [InlineData("""{"status":"blocked"}""", "detail: is missing. Say what hinders you.")]
    [InlineData("""{"status":"needs_input"}""", "detail: is missing. Say what you need.")]
    [InlineData("""{"status":"working","evidence":["x"]}""", "evidence: belongs to claims_done only.")]
    [InlineData("""{"status":"working","revision":"abc"}""", "revision: belongs to claims_done only.")]
    [InlineData("""{"status":"claims_done","revision":"-x"}""", "revision: '-x' names no revision.")]
    [InlineData("""{"status":"claims_done","revision":"a b"}""", "revision: 'a b' names no revision.")]
    [InlineData("""{"status":"done"}""", "status: 'done' is not known. Use one of started, working, needs_input, blocked, claims_done.")]
    public async Task ReportStatus_WrongFields_SaysWhich(string arguments, string expected)
    {
        var session = await _desk.SpawnAsync();

        var result = await _desk.CallAsync(session, "report_status", arguments);

        Assert.True(result.IsError);
        Assert.Contains(expected, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostVerdict_OfAReviewer_IsGivenOnceAndEndsItsWork()
    {
        _desk.World.Scm.HasChanges = false;
        var reviewer = await _desk.SpawnAsync(SessionRole.Reviewer);

        var empty = await _desk.CallAsync(reviewer, "post_verdict", """{"verdict":"blocker","summary":"It loses data."}""");
        var given = await _desk.CallAsync(reviewer, "post_verdict", """{"verdict":"blocker","summary":"It loses data.","findings":["Flush the file."]}""");

        Assert.Contains("findings: are missing.", empty.Text, StringComparison.Ordinal);
        Assert.False(given.IsError, given.Text);
        var done = await _desk.Engine.WaitAsync(reviewer.Id, SessionStatus.Done);
        Assert.Equal((ReviewVerdict.RequestChanges, "It loses data.", "Flush the file."), (done.Verdict!.Verdict, done.Verdict.Summary, Assert.Single(done.Verdict.Findings)));
    }

    [Fact]
    public async Task PostVerdict_FindingsAsObjects_AreCheckedStrictly()
    {
        _desk.World.Scm.HasChanges = false;
        var reviewer = await _desk.SpawnAsync(SessionRole.Reviewer);
        (string Findings, string Problem)[] wrong =
        [
            ("""[{"severity":"major"}]""", "item 1 has no text."),
            ("""["a",{"text":"b","severity":"awful"}]""", "item 2 has a severity 'awful' that is not known: use note, minor, major, blocker."),
            ("""[{"text":"a","path":"../secret"}]""", "item 1 has a path '../secret' that is no file of the project"),
            ("""[{"text":"a","line":0}]""", "item 1 has a line that is no whole number from 1"),
            ("""[{"text":"a","fix":"b"}]""", "item 1 has a field 'fix', which there is not"),
            ("[1]", "item 1 is a number."),
            ($"[{string.Join(',', Enumerable.Repeat("\"a\"", 101))}]", "has 101 items."),
        ];
        foreach (var (findings, problem) in wrong)
        {
            var refused = await _desk.CallAsync(reviewer, "post_verdict", $$"""{"verdict":"blocker","summary":"No.","findings":{{findings}}}""");
            Assert.True(refused.IsError && refused.Text.Contains(problem, StringComparison.Ordinal), refused.Text);
        }

        await _desk.CallAsync(reviewer, "post_verdict", """{"verdict":"blocker","summary":"No.","findings":["Flush it.",{"text":"No test.","severity":"minor","category":"Tests","path":"src/a.cs","line":12}]}""");

        var done = await _desk.Engine.WaitAsync(reviewer.Id, SessionStatus.Done);
        Assert.Equal(["Flush it.", "[minor] tests src/a.cs:12: No test."], done.Verdict!.Findings);
        Assert.Equal([new VerdictFinding { Text = "Flush it." }, new VerdictFinding { Text = "No test.", Severity = FindingSeverity.Minor, Category = "tests", Path = "src/a.cs", Line = 12 }], done.Verdict.Details);
    }

    [Fact]
    public async Task Sessions_SeenByAWorker_AreBriefAndOfItsProject()
    {
        var session = await _desk.SpawnAsync();
        var colleague = await _desk.SpawnAsync();
        var stranger = await _desk.SpawnAsync(project: "other");

        using var list = JsonDocument.Parse((await _desk.CallAsync(session, "list_sessions")).Text);
        using var own = JsonDocument.Parse((await _desk.CallAsync(session, "get_session")).Text);
        using var other = JsonDocument.Parse((await _desk.CallAsync(session, "get_session", $$"""{"session":"{{colleague.Id}}"}""")).Text);
        var refused = await _desk.CallAsync(session, "get_session", $$"""{"session":"{{stranger.Id}}"}""");
        var none = await _desk.CallAsync(session, "get_session", """{"session":"other-99"}""");

        Assert.Equal(session.Id.Value, list.RootElement.GetProperty("you").GetString());
        Assert.Equal([session.Id.Value, colleague.Id.Value], list.RootElement.GetProperty("sessions").EnumerateArray().Select(static row => row.GetProperty("id").GetString()));
        Assert.All(list.RootElement.GetProperty("sessions").EnumerateArray(), static row => Assert.Equal(["id", "title", "status"], row.EnumerateObject().Select(static field => field.Name)));
        Assert.Equal("Do it.", own.RootElement.GetProperty("task").GetString());
        Assert.Equal(["id", "title", "status"], other.RootElement.EnumerateObject().Select(static field => field.Name));
        Assert.True(refused.IsError);

        // What is not its project's might as well not be there.
        Assert.Equal(none.Text.Replace("other-99", stranger.Id.Value, StringComparison.Ordinal), refused.Text);
    }

    [Fact]
    public async Task Orchestrator_ItsProject_IsSeenAndTouched()
    {
        var lead = await _desk.SpawnAsync(SessionRole.Orchestrator);

        using var spawned = JsonDocument.Parse((await _desk.CallAsync(lead, "spawn", """{"prompt":"Mend the cart.","role":"designer","key":"cart"}""")).Text);
        using var again = JsonDocument.Parse((await _desk.CallAsync(lead, "spawn", """{"prompt":"Mend the cart.","role":"designer","key":"cart"}""")).Text);
        var id = spawned.RootElement.GetProperty("id").GetString()!;
        var worker = await _desk.Engine.WaitAsync(SessionId.Parse(id, null), SessionStatus.Working);
        var sent = await _desk.CallAsync(lead, "send", $$"""{"session":"{{id}}","text":"Hurry."}""");
        using var seen = JsonDocument.Parse((await _desk.CallAsync(lead, "get_session", $$"""{"session":"{{id}}"}""")).Text);
        var stopped = await _desk.CallAsync(lead, "stop", $$"""{"session":"{{id}}","reason":"No need."}""");

        Assert.Equal(id, again.RootElement.GetProperty("id").GetString());
        Assert.Equal((SessionRole.Designer, "shop"), (worker.Role, worker.Project.Value));
        Assert.Equal($"Queued as {id}.m1.", sent.Text);
        Assert.Equal("Mend the cart.", seen.RootElement.GetProperty("task").GetString());
        Assert.Equal($"{id} is stopped.", stopped.Text);
        Assert.Contains("No need.", _desk.Engine.Orchestrator.Get(worker.Id).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_WhatIsNotItsOwnProjects_IsOutOfReach()
    {
        var lead = await _desk.SpawnAsync(SessionRole.Orchestrator);
        var stranger = await _desk.SpawnAsync(project: "other");
        (string Tool, string Arguments, string Expected)[] calls =
        [
            ("send", $$"""{"session":"{{stranger.Id}}","text":"x"}""", "There is no session"),
            ("stop", $$"""{"session":"{{stranger.Id}}"}""", "There is no session"),
            ("get_session", $$"""{"session":"{{stranger.Id}}"}""", "There is no session"),
            ("send", $$"""{"session":"{{lead.Id}}","text":"x"}""", "is your own session"),
            ("stop", $$"""{"session":"{{lead.Id}}"}""", "is your own session"),
            ("spawn", """{"prompt":"x","role":"orchestrator"}""", "role: 'orchestrator' is not known. Use one of worker, reviewer, designer."),
            ("spawn", """{"prompt":"x","role":"reviewer"}""", "A reviewer reads one change at one revision."),
            ("spawn", $$"""{"prompt":"x","role":"reviewer","reviews":"{{stranger.Id}}"}""", "There is no session"),
            ("spawn", """{"prompt":"x","project":"other"}""", "project: is no field of this tool."),
            ("spawn", $$"""{"prompt":"x","depends_on":["{{stranger.Id}}"]}""", "There is no session"),
            ("spawn", """{"prompt":"x","branch":"-x"}""", "The branch '-x' cannot be used."),
            ("send", """{"session":"../x","text":"x"}""", "There is no session"),
        ];

        foreach (var (tool, arguments, expected) in calls)
        {
            var result = await _desk.CallAsync(lead, tool, arguments);
            Assert.True(result.IsError, arguments);
            Assert.Contains(expected, result.Text, StringComparison.Ordinal);
        }

        Assert.Equal(2, _desk.Engine.Orchestrator.List().Count);
        Assert.Empty(_desk.Engine.Orchestrator.Get(stranger.Id).Messages);
    }

    [Fact]
    public async Task ListIssues_OfTheProject_AreListedInBounds()
    {
        var lead = await _desk.SpawnAsync(SessionRole.Orchestrator);
        for (var number = 0; number < 3; number++)
        {
            await _desk.Engine.Orchestrator.Issues.CreateAsync(lead.Project, new IssueDraft { Title = $"Issue {number}", Body = new string('x', 5000) }, Token);
        }

        using var list = JsonDocument.Parse((await _desk.CallAsync(lead, "list_issues", """{"limit":2}""")).Text);

        Assert.Equal(2, list.RootElement.GetProperty("issues").GetArrayLength());
        Assert.True(list.RootElement.GetProperty("more").GetBoolean());
        Assert.InRange(list.RootElement.GetProperty("issues")[0].GetProperty("body").GetString()!.Length, 2048, 2100);
    }

    [Fact]
    public async Task Call_ManyAtOnce_AreAllWrittenDown()
    {
        var session = await _desk.SpawnAsync();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => _desk.CallAsync(session, "bug_report", $$"""{"title":"{{number % 15}}","body":"B"}""")));

        Assert.Equal(15, _desk.Engine.Orchestrator.Get(session.Id).Reports.Count);
    }
}
