using System.Text.Json;
using System.Text.Json.Nodes;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Journal;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.AgentTools;

public sealed class RequestSnapshotTests
{
    private static readonly OperationKey s_operation = new("i/shop-1/consent/abc/1");

    private static readonly object[] s_asked =
    [
        States.Requested, .. States.Running,
        new Facts.QuestionAsked(1, "shop-1.q1", "Which one?", ["a", "b"]),
        new Facts.QuestionAnswered("shop-1.q1", "a", new Operator("ada", "test")),
        new Facts.QuestionAsked(1, "shop-1.q2", "And then?", []),
        new Facts.ConsentRequested(1, s_operation, "Delete it", new Dictionary<string, string> { ["details"] = "rm" }),
        new Facts.ConsentSettled(s_operation, true, null),
    ];

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var before = Project(s_asked).Get(States.Id);

        var after = Load(Save(Project(s_asked))).Get(States.Id);

        Assert.Equal(before.Questions.Select(Flatten), after.Questions.Select(Flatten));
        Assert.Equal("And then?", after.OpenQuestion!.Text);
        var request = Assert.Single(after.ConsentRequests);
        Assert.Equal((s_operation, "Delete it", "rm", true), (request.Operation, request.Title, request.Parameters["details"], request.Granted));
    }

    [Fact]
    public void Load_SnapshotFromBeforeThereWereQuestions_HasNone()
    {
        var snapshot = JsonNode.Parse(Save(Project(s_asked)))!;
        var session = snapshot["Sessions"]![0]!.AsObject();
        Assert.True(session.Remove("Questions") && session.Remove("ConsentRequests"));

        var after = Load(snapshot.ToJsonString()).Get(States.Id);

        Assert.Empty(after.Questions);
        Assert.Empty(after.ConsentRequests);
        Assert.Null(after.OpenQuestion);
    }

    [Fact]
    public void Fold_AnswerOrDecisionToWhatWasNotAsked_ChangesNothing()
    {
        var state = States.Fold([.. States.Running, new Facts.QuestionAnswered("shop-1.q9", "a", new Operator("ada", "test")), new Facts.ConsentSettled(s_operation, true, null)]);

        Assert.Empty(state.Questions);
        Assert.Empty(state.ConsentRequests);
    }

    [Fact]
    public void Fold_SecondAnswer_ChangesNothing()
    {
        var state = Project([.. s_asked, new Facts.QuestionAnswered("shop-1.q1", "b", new Operator("eve", "test"))]).Get(States.Id);

        Assert.Equal(("a", "ada"), (state.Questions[0].Answer, state.Questions[0].AnsweredBy!.Id));
    }

    private static (string, SessionId, string, string, DateTimeOffset, string?, Operator?, DateTimeOffset?) Flatten(SessionQuestion question) =>
        (question.Id, question.Session, question.Text, string.Join('|', question.Choices), question.AskedAt, question.Answer, question.AnsweredBy, question.AnsweredAt);

    private static SessionProjection Project(object[] bodies)
    {
        var projection = new SessionProjection();
        for (var index = 0; index < bodies.Length; index++)
        {
            var fact = new Fact { Position = index + 1, Stream = SessionFactKinds.StreamOf(States.Id), Version = index + 1, Epoch = 1, Type = bodies[index].GetType().Name, Schema = 1, At = DateTimeOffset.UnixEpoch.AddSeconds(index), Data = default };
            projection.Apply(fact, bodies[index]);
        }

        return projection;
    }

    private static string Save(SessionProjection projection)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            projection.Save(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static SessionProjection Load(string snapshot)
    {
        var projection = new SessionProjection();
        using var document = JsonDocument.Parse(snapshot);
        projection.Load(document.RootElement)();
        return projection;
    }
}
