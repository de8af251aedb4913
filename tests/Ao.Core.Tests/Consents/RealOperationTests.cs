using System.Collections;
using System.Reflection;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Forks;
using Ao.Notifications;
using Ao.Notifiers;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Pushes;
using Ao.Trackers;

namespace Ao.Core.Tests.Consents;

/// <summary>R10 for what the engine really does: a yes to an operation is no yes to one that differs in any field of its request.</summary>
public sealed class RealOperationTests
{
    // By these no operation is decided: where work on a source would start, that nothing is ever published to it, and the project of a notification, which is that of its effect.
    private static readonly string[] s_notDeciding = ["ProjectSource.BaseBranch", "ProjectSource.IsOnlyRead", "Notification.Project"];

    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/shop" };
    private static readonly OperationKey s_key = new("k3y/shop-1/op");

    private static readonly PullRequest s_pullRequest = new()
    {
        Number = 7, Title = "t", PushTarget = "/fork", HeadBranch = "ao/x", HeadRevision = "abc", BaseBranch = "main", State = PullRequestState.Open,
    };

    private static readonly AttachedFile s_file = new()
    {
        Description = new ReportAttachment { Name = "log.txt", MediaType = "text/plain", Size = 1, Sha256 = new string('a', 64) },
        OpenAsync = static _ => throw new NotSupportedException("It is not opened."),
    };

    private static readonly SessionPush s_push = new() { Number = 1, Reference = "ao/x", Revision = "abc", State = PushState.Waiting, At = GateHost.Start };

    private static readonly Dictionary<string, (object Request, Func<object, Effect> Make)> s_operations = new()
    {
        ["open"] = Of(new PullRequestRequest { Key = s_key, Source = s_source, Revision = "abc", PushTarget = "/fork", HeadBranch = "ao/x", BaseBranch = "main", Title = "t", Body = "b", Session = Given.Session }, static request => PullRequestEffects.Open("git", request, ["a.txt"], 0)),
        ["update"] = Of(new PullRequestUpdate { Key = s_key, Source = s_source, Number = 7, PushTarget = "/fork", HeadBranch = "ao/x", Revision = "abc", Title = "t", Body = "b" }, static update => PullRequestEffects.Update("git", update, Given.Session)),
        ["merge"] = Of(new MergeRequest { Key = s_key, Source = s_source, Number = 7, PushTarget = "/fork", HeadBranch = "ao/x", ExpectedRevision = "abc" }, static request => PullRequestEffects.Merge("git", request, s_pullRequest, Given.Session)),
        ["review"] = Of(new ReviewRequest { Key = s_key, Source = s_source, Number = 7, Author = "bot", Verdict = ReviewVerdict.Comment, Revision = "abc", Body = "b" }, static request => PullRequestEffects.Review("git", request)),
        ["thread"] = Of(new ReviewThreadRequest { Key = s_key, Source = s_source, Number = 7, Thread = "3", Author = "bot", IsBot = true, Revision = "abc", Path = "a.txt", Line = 3, Body = "b" }, static request => ThreadEffects.Comment("git", request, Given.Session)),
        ["push"] = Of(new PublishRequest { Key = s_key, Source = s_source, Session = Given.Session, Revision = "abc", Branch = "ao/x", PushTarget = "/fork" }, static request => PushEffects.Publish("git", request, s_push)),
        ["fork"] = Of(new ForkRequest { Key = s_key, Source = s_source, Owner = "ada" }, static request => ForkEffects.Create("git", request)),
        ["issue"] = Of(new IssueRequest { Key = s_key, Source = s_source, Title = "t", Body = "b", Labels = ["bug"], Assignees = ["ada"] }, static request => IssueEffects.Create("local", request)),
        ["issue-update"] = Of(new IssueUpdate { Key = s_key, Source = s_source, Id = "3", Title = "t", Body = "b", IsOpen = true, Labels = ["bug"], Assignees = ["ada"], Comment = "c" }, static update => IssueEffects.Update("local", update)),
        ["report"] = Of(
            new ReportSubmission
            {
                Key = s_key,
                Source = s_source,
                FiledAt = GateHost.Start,
                Report = new Report { Type = ReportType.BugReport, Title = "t", Body = "b", Severity = ReportSeverity.Low, Component = "c", Evidence = ["e"], Confidence = 0.5, Reproduction = "r", SuggestedFix = "s", Target = ReportTarget.Fork, SourceSession = Given.Session },
            },
            static submission => ReportEffects.Submit("local", submission)),
        ["notify"] = Of(new Notification { Key = s_key, Priority = NotificationPriority.Info, Title = "t", Body = "b", At = GateHost.Start, Session = Given.Session }, static notification => NotificationEffects.Notify("chat", new ProjectId("shop"), notification)),
    };

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task PerformAsync_AnyFieldOfTheRequestChanged_IsAskedForAnew(string operation)
    {
        var (request, make) = s_operations[operation];
        var mutations = Mutations(request).ToList();
        Assert.True(mutations.Count >= 3, $"{operation} has {mutations.Count} fields.");
        foreach (var (field, mutation) in mutations)
        {
            await CheckAsync(make(request), make(mutation), field);
        }
    }

    [Fact]
    public async Task PerformAsync_AnyFieldOfASwitchChanged_IsAskedForAnew()
    {
        var approved = ForkEffects.SwitchPushTarget("git", s_key, s_source, "/shop", "/fork");
        (string Field, Effect Effect)[] changes =
        [
            ("scm", ForkEffects.SwitchPushTarget("other", s_key, s_source, "/shop", "/fork")),
            ("project", ForkEffects.SwitchPushTarget("git", s_key, s_source with { Project = new ProjectId("other") }, "/shop", "/fork")),
            ("repository", ForkEffects.SwitchPushTarget("git", s_key, s_source with { Location = "/other" }, "/shop", "/fork")),
            ("from", ForkEffects.SwitchPushTarget("git", s_key, s_source, "/other", "/fork")),
            ("to", ForkEffects.SwitchPushTarget("git", s_key, s_source, "/shop", "/mallory")),
        ];
        foreach (var (field, changed) in changes)
        {
            await CheckAsync(approved, changed, field);
        }
    }

    [Fact]
    public async Task PerformAsync_OtherChangedPathsOrBaseOfAMerge_IsAskedForAnew()
    {
        var open = (PullRequestRequest)s_operations["open"].Request;
        var merge = (MergeRequest)s_operations["merge"].Request;

        await CheckAsync(PullRequestEffects.Open("git", open, ["a"], 0), PullRequestEffects.Open("git", open, ["a", "b"], 0), "changedPaths");
        await CheckAsync(PullRequestEffects.Open("git", open, ["a"], 1), PullRequestEffects.Open("git", open, ["a"], 2), "changedPaths");
        await CheckAsync(PullRequestEffects.Open("git", open, ["a"], 0), PullRequestEffects.Open("other", open, ["a"], 0), "scm");
        await CheckAsync(PullRequestEffects.Merge("git", merge, s_pullRequest, Given.Session), PullRequestEffects.Merge("git", merge, s_pullRequest with { BaseBranch = "release" }, Given.Session), "baseBranch");
    }

    private static async Task CheckAsync(Effect approved, Effect changed, string field)
    {
        Assert.True(CanonicalOperation.Hash(approved) != CanonicalOperation.Hash(changed), $"{approved.Kind}: a change of {field} is not bound.");
        await using var host = new GateHost(options: Options());
        var world = new OutsideWorld();
        var entry = await host.Desk.RequestAsync(approved, CanonicalOperation.Hash(approved), [], [], GateHost.Token);
        await host.Consents.AnswerAsync(entry.Consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);

        var call = host.Gate.PerformAsync(changed, new WorldAction(world, changed.Key), life.Token).AsTask();
        await host.WaitAsync(consent => consent.State == ConsentState.Pending && consent.Hash == CanonicalOperation.Hash(changed));

        Assert.Equal((0, 0), (world.Created, host.Count("effect.intended")));
        await life.CancelAsync();
        await Task.WhenAny(call);
    }

    private static AoOptions Options() => new()
    {
        DataFolder = "unused",
        Projects = new Dictionary<string, ProjectOptions> { ["shop"] = new() { Gates = [.. Enum.GetValues<EffectKind>()] } },
    };

    private static (object, Func<object, Effect>) Of<T>(T request, Func<T, Effect> make)
        where T : notnull => (request, value => make((T)value));

    /// <summary>Gives the request with each field changed, those of records within it too.</summary>
    private static IEnumerable<(string Field, object Changed)> Mutations(object request)
    {
        foreach (var property in request.GetType().GetProperties().Where(static property => property.CanWrite))
        {
            var field = $"{request.GetType().Name}.{property.Name}";
            if (s_notDeciding.Contains(field))
            {
                continue;
            }

            var value = property.GetValue(request);
            if (value is ProjectSource or Report)
            {
                foreach (var (name, other) in Mutations(value))
                {
                    yield return (name, With(request, property, other));
                }
            }
            else
            {
                yield return (field, With(request, property, Other(property.PropertyType, value)));
            }
        }
    }

    private static object With(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static object? Other(Type type, object? value) => value switch
    {
        null when type == typeof(string) => "x",
        null when type == typeof(bool?) => true,
        string text => text + "x",
        int number => number + 1,
        double number => number + 0.25,
        bool flag => !flag,
        Enum one => Enum.GetValues(one.GetType()).Cast<Enum>().First(another => !another.Equals(one)),
        OperationKey key => new OperationKey(key.Value + "x"),
        ProjectId => new ProjectId("other"),
        SessionId session => new SessionId("shop", session.Number + 1),
        DateTimeOffset at => at.AddSeconds(1),
        IEnumerable<AttachedFile> files => files.Append(s_file).ToArray(),
        IEnumerable list => list.Cast<string>().Append("x").ToArray(),
        _ => throw new NotSupportedException($"Say how a {type} is changed."),
    };
}
