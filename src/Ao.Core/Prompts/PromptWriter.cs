using Ao.Projects;

namespace Ao.Prompts;

/// <summary>Puts together what an agent is given: layers of rules, and the task.</summary>
internal static class PromptWriter
{
    /// <summary>Writes the rules: base rules, the host's tools where it offers them, project rules, role.</summary>
    public static async Task<string> WriteRulesAsync(Project project, PromptValues values, bool hasTools, CancellationToken cancellationToken)
    {
        string?[] names = [PromptTemplates.Base, hasTools ? PromptTemplates.Tools : null, PromptTemplates.Rules, PromptTemplates.Of(values.Role)];
        var layers = new List<string>();
        foreach (var name in names.OfType<string>())
        {
            var template = await PromptTemplates.ReadAsync(project, name, cancellationToken).ConfigureAwait(false);
            var layer = PromptTemplate.Fill(name, template, values.ForRules()).Trim();
            if (layer.Length > 0)
            {
                layers.Add(layer);
            }
        }

        return string.Join("\n\n", layers) + "\n";
    }

    /// <summary>Reads and fills all templates of a project, so that a wrong one is found before a session is launched with it.</summary>
    /// <exception cref="AoException">One cannot be used.</exception>
    public static async Task CheckAsync(Project project, CancellationToken cancellationToken)
    {
        foreach (var role in Enum.GetValues<SessionRole>())
        {
            var values = new PromptValues { Session = "", Project = "", Role = role, Branch = "", Workspace = "", Title = "" };
            _ = await WriteRulesAsync(project, values, hasTools: true, cancellationToken).ConfigureAwait(false);
            _ = await WriteTaskAsync(project, values, "", [], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the task, with the outside text that belongs to it.</summary>
    public static async Task<string> WriteTaskAsync(Project project, PromptValues values, string task, IReadOnlyList<OutsideText> context, CancellationToken cancellationToken)
    {
        var template = await PromptTemplates.ReadAsync(project, PromptTemplates.Task, cancellationToken).ConfigureAwait(false);
        string[] parts = [PromptTemplate.Fill(PromptTemplates.Task, template, values.ForTask(task)).Trim('\n'), .. context.Select(Fence.Around)];
        return string.Join("\n\n", parts);
    }
}
