using System.Globalization;
using System.Text.Json;
using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>Writes sessions as agents see them.</summary>
internal static class SessionWriter
{
    private const int NewestOnly = 20;

    /// <summary>Writes what everyone of a project sees of a session.</summary>
    public static void WriteBrief(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        WriteName(writer, session);
        writer.WriteEndObject();
    }

    /// <summary>Writes what an orchestrator sees of each session in a list.</summary>
    public static void WriteRow(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        WriteName(writer, session);
        WriteWork(writer, session);
        writer.WriteEndObject();
    }

    /// <summary>Writes all that is to be known of a session.</summary>
    public static void WriteWhole(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        WriteName(writer, session);
        WriteWork(writer, session);
        writer.WriteText("task", session.Prompt);
        WriteChange(writer, session);
        WriteVerification(writer, session);
        WriteList(writer, "messages", session.Messages, static (writer, message) =>
        {
            writer.WriteString("id"u8, message.Id);
            writer.WriteString("stage"u8, Word(message.Stage.ToString()));
            writer.WriteText("text", message.Text, 1024);
        });
        WriteList(writer, "questions", session.Questions, static (writer, question) =>
        {
            writer.WriteString("id"u8, question.Id);
            writer.WriteText("text", question.Text, 1024);
            writer.WriteText("answer", question.Answer, 1024);
        });
        WriteList(writer, "reports", session.Reports, static (writer, report) =>
        {
            writer.WriteText("title", report.Report.Title);
            writer.WriteText("location", report.Receipt?.Location);
            writer.WriteText("problem", report.Problem);
        });
        writer.WriteEndObject();
    }

    /// <summary>Gives the word that agents use for a value: <c>waiting_for_input</c> for <c>WaitingForInput</c>.</summary>
    public static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static void WriteName(Utf8JsonWriter writer, Session session)
    {
        writer.WriteString("id"u8, session.Id.Value);
        writer.WriteText("title", session.Title);
        writer.WriteString("status"u8, Word(session.Status.ToString()));
    }

    private static void WriteWork(Utf8JsonWriter writer, Session session)
    {
        writer.WriteText("reason", session.Reason, 1024);
        writer.WriteString("role"u8, Word(session.Role.ToString()));
        writer.WriteText("agent", session.Agent);
        writer.WriteText("branch", session.Branch);
        if (session.DependsOn.Count > 0)
        {
            writer.WriteStartArray("depends_on"u8);
            foreach (var dependency in session.DependsOn)
            {
                writer.WriteStringValue(dependency.Value);
            }

            writer.WriteEndArray();
        }

        writer.WriteNumber("runs"u8, session.Runs);
        writer.WriteString("created_at"u8, session.CreatedAt.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("updated_at"u8, session.UpdatedAt.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void WriteChange(Utf8JsonWriter writer, Session session)
    {
        writer.WriteText("verified_revision", session.VerifiedRevision);
        if (session.PullRequest is { } change)
        {
            writer.WriteStartObject("pull_request"u8);
            writer.WriteString("state"u8, Word(change.State.ToString()));
            if (change.Number is { } number)
            {
                writer.WriteNumber("number"u8, number);
            }

            writer.WriteText("address", change.Address?.ToString());
            writer.WriteText("reason", change.Reason);
            writer.WriteEndObject();
        }
    }

    private static void WriteVerification(Utf8JsonWriter writer, Session session)
    {
        if (session.Verifications is [.., var newest])
        {
            writer.WriteStartObject("verification"u8);
            writer.WriteBoolean("passed"u8, newest.Passed);
            writer.WriteText("revision", newest.Revision);
            writer.WriteText("problem", newest.Problem);
            writer.WriteEndObject();
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items.Skip(Math.Max(0, items.Count - NewestOnly)))
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
