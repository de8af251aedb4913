using System.Text;
using System.Text.Json.Nodes;
using Ao.Plugins.GitLab.Checks;
using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;
using FsCheck.Xunit;

namespace Ao.Plugins.GitLab.Tests;

public sealed class CheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_JobsStatusesAndOtherPipelines_AreChecks()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var head = GitLabFixture.Sha('f');
        fixture.Stub.AddRequest(fixture.Project);
        var pipeline = fixture.Stub.AddPipeline(fixture.Project, head, "failed");
        fixture.Stub.AddJob(pipeline, "build");
        fixture.Stub.AddJob(pipeline, "test", "failed", "script_failure").IsRetried = true;
        fixture.Stub.AddJob(pipeline, "test", "failed", "script_failure", "$ npm ci\nok\n$ npm test\n\u001b[31m1 failing\u001b[0m\n");
        fixture.Stub.AddJob(pipeline, "lint", "failed", mayFail: true);
        fixture.Stub.AddJob(pipeline, "runner", "failed", "runner_system_failure");
        fixture.Stub.AddJob(pipeline, "deploy", "manual", mayFail: true);
        fixture.Stub.AddJob(pipeline, "gate", "manual");
        pipeline.Bridges.Add(new StubJob { Id = fixture.Stub.NextId(), Name = "child", Status = "failed", Reason = "downstream_pipeline_creation_failed", Downstream = 9 });
        fixture.Project.Statuses[head] = [new JsonObject { ["id"] = 900001, ["name"] = "scanner", ["status"] = "failed", ["allow_failure"] = false, ["description"] = "2 findings", ["target_url"] = "https://scanner.example.org/1" }];

        var report = await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token);

        Assert.Equal(head, report.Revision);
        Assert.Equal(["build", "child", "deploy", "gate", "lint", "runner", "scanner", "test"], report.Checks.Select(check => check.Name));
        var test = report.Checks.Single(check => check.Name == "test");
        Assert.Equal((CheckState.Failed, 2, "npm test", false), (test.State, test.Attempt, test.Step, test.IsInfrastructure));
        Assert.EndsWith("1 failing", test.Excerpt, StringComparison.Ordinal);
        Assert.True(report.Checks.Single(check => check.Name == "runner").IsInfrastructure);
        Assert.True(report.Checks.Single(check => check.Name == "child") is { State: CheckState.Failed, IsInfrastructure: true });
        Assert.Equal(CheckState.Passed, report.Checks.Single(check => check.Name == "lint").State);
        Assert.Equal(CheckState.Passed, report.Checks.Single(check => check.Name == "deploy").State);
        Assert.Equal(CheckState.Pending, report.Checks.Single(check => check.Name == "gate").State);
        Assert.Equal("2 findings", report.Checks.Single(check => check.Name == "scanner").Excerpt);

        var traces = fixture.Stub.Calls.Count(call => call.EndsWith("trace", StringComparison.Ordinal));
        await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token);
        Assert.Equal(traces, fixture.Stub.Calls.Count(call => call.EndsWith("trace", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Get_PipelineOfAMergedResult_CountsWhereItsParentIsTheHead()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var merged = fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('9'), "success", "refs/merge-requests/1/merge");
        fixture.Stub.AddJob(merged, "test");
        fixture.Project.Commits[GitLabFixture.Sha('9')] = [GitLabFixture.Sha('a'), GitLabFixture.Sha('f')];

        Assert.Equal(CheckState.Passed, (await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token)).State);

        fixture.Project.Branches["feature"] = GitLabFixture.Sha('e');
        Assert.Equal(CheckState.None, (await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token)).State);
    }

    [Fact]
    public async Task Rerun_SameKeyTwice_StartsOneAttempt()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var pipeline = fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('f'), "failed");
        fixture.Stub.AddJob(pipeline, "test", "failed");
        var request = new CheckRerunRequest { Key = new OperationKey("shop-1/rerun/1"), Source = fixture.Source, Number = 1, Revision = GitLabFixture.Sha('f'), Names = ["test"] };

        var report = await fixture.Scm.RerunChecksAsync(request, Token);
        await fixture.Scm.RerunChecksAsync(request, Token);

        Assert.Equal((CheckState.Pending, 2), (report.Checks[0].State, report.Checks[0].Attempt));
        Assert.Equal(2, pipeline.Jobs.Count);
        pipeline.Jobs[^1].Status = "failed";
        Assert.Equal(3, (await fixture.Scm.RerunChecksAsync(request with { Key = new OperationKey("shop-1/rerun/2") }, Token)).Checks[0].Attempt);
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.RerunChecksAsync(request with { Key = new OperationKey("shop-1/rerun/3"), Names = ["none"] }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.RerunChecksAsync(request with { Revision = GitLabFixture.Sha('0') }, Token));
    }

    [Fact]
    public async Task Rerun_AnswerLost_RepeatingStartsNoOther()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var pipeline = fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('f'), "failed");
        fixture.Stub.AddJob(pipeline, "test", "failed");
        var request = new CheckRerunRequest { Key = new OperationKey("shop-1/rerun/1"), Source = fixture.Source, Number = 1, Revision = GitLabFixture.Sha('f'), Names = ["test"] };
        fixture.Stub.LosesAnswerTo = static call => call.Path[^1] == "retry";

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await fixture.Scm.RerunChecksAsync(request, Token));
        await fixture.Scm.RerunChecksAsync(request, Token);

        Assert.Equal(2, pipeline.Jobs.Count);
    }

    [Fact]
    public async Task GetBase_ReadsThePipelineOfTheNewestBase()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddJob(fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('a'), "failed", "main"), "test", "failed");

        var report = await fixture.Scm.GetBaseChecksAsync(fixture.Source, 1, ["test"], Token);

        Assert.Equal((GitLabFixture.Sha('a'), CheckState.Failed), (report.Revision, report.State));
    }

    [Theory]
    [InlineData("runner_system_failure", true)]
    [InlineData("stuck_or_timeout_failure", true)]
    [InlineData("job_execution_timeout", true)]
    [InlineData("api_failure", true)]
    [InlineData("scheduler_failure", true)]
    [InlineData("data_integrity_failure", true)]
    [InlineData("ci_quota_exceeded", true)]
    [InlineData("script_failure", false)]
    [InlineData("trace_size_exceeded", false)]
    [InlineData("unknown_failure", false)]
    [InlineData(null, false)]
    public void IsInfrastructure_Reason_TellsWhoseFaultItWas(string? reason, bool expected) => Assert.Equal(expected, JobStates.IsInfrastructure(reason));

    [Fact]
    public void Read_Log_IsWithoutMarksAndNamesTheOpenSection()
    {
        const string Log = "section_start:1:prepare_script\r\u001b[0KPreparing\nsection_end:2:prepare_script\r\u001b[0K\nsection_start:3:step_script\r\u001b[0K$ make\nsection_start:4:unit_tests[collapsed=true]\r\u001b[0KRun\n10%\r50%\r100%\r\n\u001b[31;1mERROR: boom\u001b[0;m\n";

        var (excerpt, step) = TraceText.Read(Encoding.UTF8.GetBytes(Log));

        Assert.Equal("Preparing\n\n$ make\nRun\n100%\nERROR: boom", excerpt);
        Assert.Equal("unit_tests", step);
    }

    [Property(MaxTest = 300)]
    public void Read_AnyBytes_GivesAtMostSixteenKibibytesOfHarmlessText(byte[] bytes, int times)
    {
        var tail = Enumerable.Repeat(bytes, 1 + (Math.Abs(times % 4000))).SelectMany(static part => part).Take(70_000).ToArray();

        var (excerpt, step) = TraceText.Read(tail);

        Assert.True(Encoding.UTF8.GetByteCount(excerpt) <= TraceText.MaxBytes);
        Assert.Equal(excerpt, Printable.Clean(excerpt));
        Assert.True((step?.Length ?? 0) <= 1300);
    }
}
