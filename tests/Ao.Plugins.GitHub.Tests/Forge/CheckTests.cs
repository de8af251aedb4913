using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Checks of heads and bases, and running them again.</summary>
public sealed class CheckTests
{
    private const string Runs = $"GET /repos/o/r/commits/{Json.Head}/check-runs";
    private const string Statuses = $"GET /repos/o/r/commits/{Json.Head}/status";
    private const string Rerun = "POST /repos/o/r/actions/runs/70/rerun-failed-jobs";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetChecks_JobFailed_HasStepLogAndAttempt()
    {
        await using var rig = await StartAsync(Json.Run(11, "build", conclusion: "failure"));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11", Json.Of("""{"id":11,"run_id":70,"run_attempt":2,"steps":[{"name":"Check out","conclusion":"success","status":"completed","number":1},{"name":"Test","conclusion":"failure","status":"completed","number":2}]}"""));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11/logs", _ => new StubReply(302, "") { Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere/log" } });
        rig.Stub.On("GET /elsewhere/log", new StubReply(200, "2026-01-02T03:04:05.1234567Z \u001b[31mexpected 4\u001b[0m\n2026-01-02T03:04:05.1234567Z ##[error]exit 1\n"));

        var report = await rig.Checks.GetChecksAsync(rig.Source, 7, Cancellation);

        var build = report.Checks.Single(static check => check.Name == "build");
        Assert.Equal((CheckState.Failed, "Test", "expected 4\n##[error]exit 1", 2, false), (build.State, build.Step, build.Excerpt, build.Attempt, build.IsInfrastructure));
        Assert.Equal(Json.Head, report.Revision);
    }

    [Fact]
    public async Task GetChecks_RequiredStatusesAndOtherApps_AreOneList()
    {
        await using var rig = await StartAsync(Json.Run(11, "build", "queued", null), Json.Run(12, "lint", conclusion: "failure", app: "linter").With("output", Json.Of("""{"title":"2 problems","summary":"in 1 file","text":null,"annotations_count":1}""")));
        rig.Stub.On(Statuses, Json.Statuses(Json.Status(1, "legacy", "error")));
        rig.Stub.On("GET /repos/o/r/branches/main", Json.Branch(Json.Base, "build", "signed"));
        rig.Stub.On("GET /repos/o/r/rules/branches/main", Json.Of("""[{"type":"deletion"},{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"scan"}]}}]"""));
        rig.Stub.On("GET /repos/o/r/check-runs/12/annotations", Json.Of("""[{"path":"src/a.cs","start_line":4,"end_line":4,"annotation_level":"failure","title":null,"message":"unused","raw_details":null}]"""));

        var checks = (await rig.Checks.GetChecksAsync(rig.Source, 7, Cancellation)).Checks;

        Assert.Equal(["build", "legacy", "lint", "scan", "signed"], checks.Select(static check => check.Name));
        Assert.Equal([CheckState.Pending, CheckState.Failed, CheckState.Failed, CheckState.Pending, CheckState.Pending], checks.Select(static check => check.State));
        Assert.True(checks[1].IsInfrastructure);
        Assert.Equal("2 problems\nin 1 file\nsrc/a.cs:4: failure: unused", checks[2].Excerpt);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(403)]
    public async Task GetChecks_LogIsGone_TellsWhatTheAppSays(int status)
    {
        await using var rig = await StartAsync(Json.Run(11, "build", conclusion: "failure").With("output", Json.Of("""{"title":"It failed","summary":null,"text":null,"annotations_count":0}""")));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11", Json.Of("""{"id":11,"run_id":70,"run_attempt":1,"steps":[]}"""));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11/logs", StubReply.Refused(status, "Gone"));

        Assert.Equal("It failed", Assert.Single((await rig.Checks.GetChecksAsync(rig.Source, 7, Cancellation)).Checks).Excerpt);
    }

    [Fact]
    public async Task GetChecks_MoreThanAPage_ReadsAll()
    {
        await using var rig = await StartAsync();
        rig.Stub.On(Runs, call => StubReply.Ok(call.Query.Contains("page=2", StringComparison.Ordinal)
            ? Json.Runs(Json.Run(500, "last"))
            : Json.Runs([.. Enumerable.Range(1, 100).Select(static number => Json.Run(number, $"check {number}"))])));

        Assert.Equal(101, (await rig.Checks.GetChecksAsync(rig.Source, 7, Cancellation)).Checks.Count);
    }

    [Fact]
    public async Task GetBaseChecks_Names_AreThoseOfTheBase()
    {
        await using var rig = await StartAsync();
        rig.Stub.On("GET /repos/o/r/branches/main", Json.Branch(Json.Newer));
        rig.Stub.On($"GET /repos/o/r/commits/{Json.Newer}/check-runs", Json.Runs(Json.Run(1, "build"), Json.Run(2, "other")));

        var report = await rig.Checks.GetBaseChecksAsync(rig.Source, 7, ["build", "never ran"], Cancellation);

        Assert.Equal((Json.Newer, "build"), (report.Revision, Assert.Single(report.Checks).Name));
    }

    [Fact]
    public async Task Rerun_FailedJobs_AreStartedOnceForAKey()
    {
        await using var rig = await StartAsync(Json.Run(11, "build", conclusion: "failure"), Json.Run(12, "test", conclusion: "failure"));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11", Json.Of("""{"id":11,"run_id":70,"run_attempt":1}"""));
        rig.Stub.On("GET /repos/o/r/actions/jobs/12", Json.Of("""{"id":12,"run_id":70,"run_attempt":1}"""));
        rig.Stub.On(Rerun, Json.Of("{}"), 201);
        var request = Request(rig, "build", "test");

        var first = await rig.Checks.RerunChecksAsync(request, Cancellation);
        var again = await rig.Checks.RerunChecksAsync(request, Cancellation);
        rig.Stub.On(Runs, Json.Runs(Json.Run(11, "build", conclusion: "failure"), Json.Run(12, "test", conclusion: "failure"), Json.Run(21, "build"), Json.Run(22, "test", conclusion: "failure")));
        var ended = await rig.Checks.RerunChecksAsync(request, Cancellation);

        Assert.Equal(1, rig.Stub.Count(Rerun));
        Assert.All(first.Checks.Concat(again.Checks), static check => Assert.Equal((CheckState.Pending, 2), (check.State, check.Attempt)));
        Assert.Equal([(CheckState.Passed, 2), (CheckState.Failed, 2)], ended.Checks.Select(static check => (check.State, check.Attempt)));
    }

    [Fact]
    public async Task Rerun_AnswerWasLost_IsTriedAgainOnlyWhileNothingHasBegun()
    {
        await using var rig = await StartAsync(Json.Run(11, "build", conclusion: "failure"));
        rig.Stub.On("GET /repos/o/r/actions/jobs/11", Json.Of("""{"id":11,"run_id":70,"run_attempt":1}"""));
        rig.Stub.On(Rerun, StubReply.Refused(502, "Bad Gateway"));
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Checks.RerunChecksAsync(Request(rig, "build"), Cancellation));
        rig.Stub.On(Runs, Json.Runs(Json.Run(11, "build", conclusion: "failure"), Json.Run(21, "build", "queued", null)));

        var report = await rig.Checks.RerunChecksAsync(Request(rig, "build"), Cancellation);

        Assert.Equal((CheckState.Pending, 2), (report.Checks[0].State, report.Checks[0].Attempt));
        Assert.Equal(1, rig.Stub.Count(Rerun));
    }

    [Fact]
    public async Task Rerun_CheckOfAnotherApp_IsRequestedOfIt()
    {
        await using var rig = await StartAsync(Json.Run(11, "lint", conclusion: "failure", app: "linter"));
        rig.Stub.On("POST /repos/o/r/check-runs/11/rerequest", Json.Of("{}"), 201);

        await rig.Checks.RerunChecksAsync(Request(rig, "lint"), Cancellation);

        Assert.Equal(1, rig.Stub.Count("POST /repos/o/r/check-runs/11/rerequest"));
    }

    [Theory]
    [InlineData("nothing", Json.Head, "There is no check 'nothing'")]
    [InlineData("legacy", Json.Head, "commit status")]
    [InlineData("build", Json.Newer, "newer revision")]
    public async Task Rerun_WhatCannotBe_IsRefused(string name, string revision, string expected)
    {
        await using var rig = await StartAsync(Json.Run(11, "build"));
        rig.Stub.On(Statuses, Json.Statuses(Json.Status(1, "legacy", "failure")));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Checks.RerunChecksAsync(Request(rig, name) with { Revision = revision }, Cancellation));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static CheckRerunRequest Request(ForgeRig rig, params string[] names) => new() { Key = rig.Key("shop-1/rerun"), Source = rig.Source, Number = 7, Revision = Json.Head, Names = names };

    private static async Task<ForgeRig> StartAsync(params System.Text.Json.Nodes.JsonNode[] runs)
    {
        var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/pulls/7", Json.Pull(7));
        rig.Stub.On(Runs, Json.Runs(runs));
        rig.Stub.On(Statuses, Json.Statuses());
        rig.Stub.On($"GET /repos/o/r/commits/{Json.Newer}/status", Json.Statuses());
        return rig;
    }
}
