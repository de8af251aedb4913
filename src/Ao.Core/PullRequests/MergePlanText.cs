using System.Globalization;
using System.Text;

namespace Ao.PullRequests;

/// <summary>Writes a merge plan for people.</summary>
internal static class MergePlanText
{
    private const int ShownRevision = 12;
    private const int ShownPaths = 3;

    public static string Of(MergePlan plan)
    {
        if (plan.Steps.Count == 0)
        {
            return "Merge plan: nothing is to be merged.";
        }

        var numbers = plan.Steps.ToDictionary(static step => step.Session, static step => step.Number);
        string NameOf(SessionId session) => numbers.TryGetValue(session, out var number) ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : session.Value;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Merge plan, {plan.Steps.Count} pull request{(plan.Steps.Count == 1 ? "" : "s")}:");
        foreach (var step in plan.Steps)
        {
            var revision = step.HeadRevision.Length <= ShownRevision ? step.HeadRevision : step.HeadRevision[..ShownRevision];
            text.Append(CultureInfo.InvariantCulture, $"\n{step.Position,3}. #{step.Number} {step.Session} at {Printable.Quote(revision)}: {Printable.Quote(step.Title)}");
            foreach (var dependency in step.Behind)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n     behind {NameOf(dependency.Session)}: {Printable.Line(dependency.Why)}");
            }

            foreach (var conflict in step.PredictedConflicts)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n     will conflict with {NameOf(conflict.Session)} in {string.Join(", ", conflict.Paths.Take(ShownPaths).Select(Printable.Quote))}{(conflict.Paths.Count > ShownPaths ? string.Create(CultureInfo.InvariantCulture, $" and {conflict.Paths.Count - ShownPaths} more paths") : "")}, once that is merged");
            }

            foreach (var warning in step.Warnings)
            {
                text.Append("\n     mind: ").Append(Printable.Line(warning));
            }

            foreach (var obstacle in step.Obstacles)
            {
                text.Append("\n     in the way: ").Append(Printable.Line(obstacle));
            }
        }

        return text.ToString();
    }
}
