using System.Text.Json;
using Ao;
using Ao.Convergence;

namespace Quickstart.Forks;

/// <summary>Shows the play to a person, or its result to a program.</summary>
internal sealed class ForksPrinter(RunOptions options)
{
    /// <summary>Says what happens. Programs are told at the end.</summary>
    public void Say(string text)
    {
        if (options.Json)
        {
            Person.Tell(text);
        }
        else
        {
            Console.WriteLine(Printable.Clean(text));
        }
    }

    /// <summary>Shows a finding in plain words.</summary>
    public void Show(TrackedFinding finding)
    {
        Say("");
        Say(finding.Finding.Explanation);
        Say("");
        foreach (var fork in finding.Finding.Forks)
        {
            Say($"  {fork.Name ?? fork.ForkId}: {fork.Answer}");
        }

        foreach (var trial in finding.Trials.Where(static trial => trial.Conflicts.Count > 0))
        {
            Say($"  The answers of {NameOf(finding, trial.OneFork)} and {NameOf(finding, trial.OtherFork)} exclude each other: both change {string.Join(", ", trial.Conflicts)}.");
        }

        Say("");
    }

    /// <summary>Prints the summary for programs.</summary>
    public void Print(ForksResult result)
    {
        if (!options.Json)
        {
            return;
        }

        using var stream = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("folder", result.Folder);
        json.WriteStartArray("forks");
        foreach (var (host, identity, registration) in result.Forks)
        {
            json.WriteStartObject();
            json.WriteString("name", host.Fork.Name);
            json.WriteString("forkId", identity.ForkId);
            json.WriteString("location", host.Location);
            json.WriteString("registeredAt", registration?.Location);
            if (result.Decisions.TryGetValue(host.Fork.Name, out var accepted))
            {
                json.WriteBoolean("accepted", accepted);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Finding is { } finding)
        {
            Write(json, finding);
        }

        json.WriteNumber("decisionsSeen", result.SeenDecisions);
        if (result.PullRequest is { } number)
        {
            json.WriteNumber("pullRequest", number);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrackedFinding finding)
    {
        json.WriteStartObject("finding");
        json.WriteString("id", finding.Id);
        json.WriteString("relation", finding.Finding.Relation.ToString());
        json.WriteNumber("confidence", finding.Finding.Confidence);
        json.WriteString("pattern", finding.Finding.Pattern);
        json.WriteString("explanation", finding.Finding.Explanation);
        json.WriteStartArray("forks");
        foreach (var fork in finding.Finding.Forks)
        {
            json.WriteStringValue(fork.Name ?? fork.ForkId);
        }

        json.WriteEndArray();
        json.WriteNumber("conflicts", finding.Trials.Count(static trial => trial.Conflicts.Count > 0));
        json.WriteEndObject();
    }

    private static string NameOf(TrackedFinding finding, string forkId) => finding.Finding.Forks.FirstOrDefault(fork => fork.ForkId == forkId)?.Name ?? forkId;
}
