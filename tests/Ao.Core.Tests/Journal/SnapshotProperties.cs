using System.Text.Json;
using Ao.Agents;
using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Journal;

/// <summary>A start from a snapshot and a start from all facts come to the same.</summary>
public sealed class SnapshotProperties
{
    private static readonly FactCatalog s_catalog = new([.. SessionFactKinds.All, .. EffectFactKinds.All]);
    private static readonly DateTimeOffset s_at = new(2026, 11, 24, 1, 12, 8, TimeSpan.Zero);

    [Property(MaxTest = 200)]
    public void Load_AnyHistoryCutAnywhere_GivesTheStateOfTheWholeHistory((byte Session, byte Kind, byte Detail)[] history, byte cut)
    {
        var facts = Write(history);
        var at = facts.Count == 0 ? 0 : cut % (facts.Count + 1);
        var whole = new Rig();
        facts.ForEach(whole.Host.OnCommitted);

        var before = new Rig();
        facts[..at].ForEach(before.Host.OnCommitted);
        var after = new Rig();
        after.Host.Load(before.Host.Save()!)();
        Same(before, after);
        facts[at..].ForEach(after.Host.OnCommitted);

        Same(whole, after);
    }

    [Fact]
    public void Load_EveryKindOfFact_GivesTheSameState()
    {
        var whole = new Rig();
        Write([.. Enumerable.Range(0, 256).Select(static number => ((byte)(number % 3), (byte)number, (byte)(number * 7)))]).ForEach(whole.Host.OnCommitted);

        var after = new Rig();
        after.Host.Load(whole.Host.Save()!)();

        Assert.NotEmpty(whole.Sessions.All);
        Assert.NotEmpty(whole.Consents.List());
        Same(whole, after);
    }

    private static void Same(Rig expected, Rig actual)
    {
        Assert.Equivalent(expected.Sessions.All.OrderBy(static state => state.Id.Number), actual.Sessions.All.OrderBy(static state => state.Id.Number), strict: true);
        Assert.Equal(expected.Sessions.HighestNumber("shop"), actual.Sessions.HighestNumber("shop"));
        Assert.Equal(KeysOf(expected.Sessions), KeysOf(actual.Sessions));
        Assert.Equal(Described(expected.Consents.List()), Described(actual.Consents.List()));
        Assert.Equal(Described(expected.Consents.ListLive()), Described(actual.Consents.ListLive()));
        for (var number = 0; number < 4; number++)
        {
            var key = new OperationKey($"operation/{number}");
            Assert.Equal(Described(expected.Consents.ListOf(key)), Described(actual.Consents.ListOf(key)));
            Assert.Equal(Described(expected.Effects.Find(key)), Described(actual.Effects.Find(key)));
        }

        Assert.Equal(expected.Effects.Unsettled.Count(), actual.Effects.Unsettled.Count());
    }

    private static IEnumerable<string> KeysOf(SessionProjection sessions)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            sessions.Save(writer);
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        return [.. document.RootElement.GetProperty(nameof(SessionsSnapshot.Keys)).EnumerateObject().Select(static key => key.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Describes a state by all that it holds, what is derived from it too, and not by the way it is kept.</summary>
    private static string Described(object? state) => state switch
    {
        EffectState { Result.ValueKind: JsonValueKind.Undefined } effect => $"{effect.Version} {effect.Epoch} {JsonSerializer.Serialize(effect.Intent)} {effect.Outcome} {effect.Reason} nothing",
        EffectState effect => $"{effect.Version} {effect.Epoch} {JsonSerializer.Serialize(effect.Intent)} {effect.Outcome} {effect.Reason} {effect.Result.GetRawText()}",
        _ => JsonSerializer.Serialize(state),
    };

    private static List<Fact> Write((byte Session, byte Kind, byte Detail)[] history)
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var facts = new List<Fact>();
        foreach (var (session, kind, detail) in history)
        {
            var (stream, body) = Body(session % 3, kind, detail);
            if (body is ConsentFacts.Requested && versions.ContainsKey(stream))
            {
                // Nobody is asked twice under one id: each request has a stream of its own, which is begun once.
                continue;
            }

            var written = s_catalog.Encode(body);
            var version = versions[stream] = versions.GetValueOrDefault(stream) + 1;
            facts.Add(new Fact { Position = facts.Count + 1, Stream = stream, Version = version, Epoch = 1 + (facts.Count / 50), Type = written.Type, Schema = written.Schema, At = s_at.AddSeconds(facts.Count), Data = written.Data });
        }

        return facts;
    }

    private static (string Stream, object Body) Body(int number, byte kind, byte detail)
    {
        var id = new SessionId("shop", number + 1);
        var run = (detail % 3) + 1;
        var key = new OperationKey($"operation/{detail % 4}");
        var report = new OperationKey($"{id}/report/{detail % 2}");
        var workspace = new Workspace { Session = id, Source = new ProjectSource { Project = new ProjectId("shop"), Location = "/shop" }, Path = $"/workspaces/{id}", Branch = $"ao/{id}", BaseRevision = "abc" };
        object body = (kind % 40) switch
        {
            < 4 => new Facts.Requested(id, new ProjectId("shop"), "Title", "Prompt \u202e\n", "command", SessionRole.Worker, $"ao/{id}", [new SessionId("shop", 1)], detail % 2 == 0 ? new OperationKey($"key/{id.Number}") : null),
            4 => new Facts.Admitted(),
            5 => new Facts.WorkspaceOpened(workspace),
            6 => new Facts.LaunchIntended(run, detail % 2 == 0 ? null : $"{id}.1"),
            7 => new Facts.Launched(run, $"token-{detail}"),
            8 => new Facts.ActivityChanged(run, detail, (AgentActivity)(detail % 4), detail % 2 == 0 ? null : "busy"),
            9 => new Facts.ConversationStarted(run, detail, "conversation"),
            10 => new Facts.UsageReported(run, detail, 1, 2, 3, detail),
            11 => new Facts.ReportFiled(run, detail, report, new Report { Type = ReportType.BugReport, Title = "It breaks" }),
            12 => new Facts.ReportSubmitted(report, new ReportReceipt { Id = "r1", IssueId = "1", Location = "file" }),
            13 => new Facts.ReportNotSubmitted(report, "no tracker"),
            14 => new Facts.OutputUnreadable(run, detail, "no JSON"),
            15 => new Facts.DoneClaimed(run, detail, "done", detail % 2 == 0 ? null : "abc"),
            16 => new Facts.RunEnded(run, detail % 2 == 0 ? null : detail),
            17 => new Facts.MessageAccepted($"{id}.{detail % 3}", "text"),
            18 => new Facts.MessageMoved($"{id}.{detail % 3}", (MessageStage)(detail % 5), detail % 2 == 0 ? null : "reason"),
            19 => new Facts.Verified(new Verification { Revision = "abc", Passed = detail % 2 == 0, At = s_at, Commands = [new CommandEvidence { Name = "test", ExitCode = detail % 2, Excerpt = "tail", Duration = TimeSpan.FromSeconds(1) }] }, detail % 2 == 0),
            20 => new Facts.Done(detail % 2 == 0 ? null : "note"),
            21 => new Facts.Stopped("enough"),
            22 => new Facts.Failed("broken"),
            23 => new Facts.Lost("gone"),
            24 => new Facts.Restored(),
            25 => new Facts.ProposalRequested(),
            26 => new Facts.PullRequestOpened(detail, "abc", detail % 2 == 0 ? null : new Uri("https://example.org/1")),
            27 => new Facts.PullRequestUpdated(detail, "def"),
            28 => new Facts.PullRequestRefused("denied"),
            29 => new Facts.PullRequestMerged(detail, "abc"),
            30 => new Facts.WorkspaceClosed("abc"),
            31 => new Facts.WorkspaceUndeleted(workspace),
            32 => new EffectFacts.Intended(key, EffectKind.OpenPullRequest, new ProjectId("shop"), detail % 2 == 0 ? null : id, run, "hash", null, "git", "Open?", new Dictionary<string, string> { ["title"] = "x" }),
            33 => new EffectFacts.Succeeded(key, run, JsonSerializer.SerializeToElement(new { number = detail }), detail % 2 == 0),
            34 => new EffectFacts.Failed(key, run, "refused"),
            35 => new EffectFacts.Unknown(key, run, "no answer"),
            36 => new ConsentFacts.Requested($"c{detail % 3}-{number}", key, EffectKind.OpenPullRequest, new ProjectId("shop"), id, "Open?", new Dictionary<string, string> { ["title"] = "x" }, "hash", s_at, s_at.AddHours(detail)),
            37 => new ConsentFacts.Answered($"c{detail % 3}-{number}", (ConsentDecision)(detail % 2), new Operator("ada", "console"), detail % 2 == 0 ? null : "why"),
            38 => new ConsentFacts.Withdrawn($"c{detail % 3}-{number}", default, null),
            _ => new ConsentFacts.Used($"c{detail % 3}-{number}", key, run, "hash"),
        };
        return body switch
        {
            EffectFacts.Intended or EffectFacts.Succeeded or EffectFacts.Failed or EffectFacts.Unknown => ($"effect/{key}", body),
            _ when ConsentEntry.IdOf(body) is { } consent => ($"consent/{consent}", body),
            ConsentFacts.Requested requested => ($"consent/{requested.Id}", body),
            _ => (SessionFactKinds.StreamOf(id), body),
        };
    }

    private sealed class Rig
    {
        public Rig() => Host = new ProjectionHost(s_catalog, [Sessions, Effects, Consents], NullLogger<ProjectionHost>.Instance);

        public SessionProjection Sessions { get; } = new();

        public EffectProjection Effects { get; } = new();

        public ConsentProjection Consents { get; } = new();

        public ProjectionHost Host { get; }
    }
}
