using System.Text.Json;
using Ao.Plugins.Linear.Data;

namespace Ao.Plugins.Linear;

/// <summary>Finds labels by their names, and makes those that are missing.</summary>
internal sealed class Labels(LinearClient client)
{
    private const int MaxPages = 20;

    /// <summary>Gives the ids of labels for an issue of a team. Those of the team come before those of the workspace.</summary>
    public async ValueTask<IReadOnlyList<string>> IdsAsync(TeamNode team, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var known = await FindAsync(names, cancellationToken).ConfigureAwait(false);
        List<string> ids = [];
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var found = known.Where(label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase) && (label.Team is null || label.Team.Id == team.Id)).MaxBy(static label => label.Team is not null);
            ids.Add(found?.Id ?? await CreateAsync(team, name, cancellationToken).ConfigureAwait(false));
        }

        return ids;
    }

    private async ValueTask<List<LabelNode>> FindAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        List<LabelNode> known = [];
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var data = await client.SendAsync(Documents.Labels, variables => Write(variables, names, after), LinearJson.Default.LabelsData, isWatching: false, cancellationToken).ConfigureAwait(false);
            known.AddRange(data.IssueLabels.Items);
            after = data.IssueLabels.PageInfo is { HasNextPage: true, EndCursor: { } end } ? end : null;
            if (after is null)
            {
                break;
            }
        }

        return known;
    }

    private static void Write(Utf8JsonWriter variables, IReadOnlyList<string> names, string? after)
    {
        variables.WriteStartObject("filter");
        variables.WriteStartArray("or");
        foreach (var name in names)
        {
            variables.WriteStartObject();
            variables.WriteStartObject("name");
            variables.WriteString("eqIgnoreCase", name);
            variables.WriteEndObject();
            variables.WriteEndObject();
        }

        variables.WriteEndArray();
        variables.WriteEndObject();
        if (after is not null)
        {
            variables.WriteString("after", after);
        }
    }

    private async ValueTask<string> CreateAsync(TeamNode team, string name, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(
            Documents.CreateLabel,
            variables =>
            {
                variables.WriteStartObject("input");
                variables.WriteString("name", name);
                variables.WriteString("teamId", team.Id);
                variables.WriteEndObject();
            },
            LinearJson.Default.CreateLabelData,
            isWatching: false,
            cancellationToken).ConfigureAwait(false);
        return data.IssueLabelCreate is { Success: true, IssueLabel: { } label } ? label.Id : throw LinearClient.Undone(Documents.CreateLabel);
    }
}
