using System.Text.Json;
using Ao.Journal;

namespace Ao.Governance;

/// <summary>Knows which policies have held in each project, and what was denied last.</summary>
internal sealed class PolicyProjection : IProjection
{
    private readonly Lock _sync = new();
    private readonly List<PolicyFacts.Adopted> _adopted = [];
    private readonly Dictionary<OperationKey, PoliciesSnapshot.Denial> _denied = [];

    public string Name => "policies";

    public IReadOnlyList<PolicyFacts.Adopted> HistoryOf(ProjectId project)
    {
        lock (_sync)
        {
            return _adopted.FindAll(adopted => adopted.Project == project);
        }
    }

    /// <summary>Gives what was adopted last in a project.</summary>
    public PolicyFacts.Adopted? CurrentOf(ProjectId project)
    {
        lock (_sync)
        {
            return _adopted.FindLast(adopted => adopted.Project == project);
        }
    }

    public bool HasDenied(OperationKey key, string hash, string version)
    {
        lock (_sync)
        {
            return _denied.TryGetValue(key, out var denial) && denial.Hash == hash && denial.PolicyVersion == version;
        }
    }

    public void Apply(Fact fact, object body)
    {
        lock (_sync)
        {
            switch (body)
            {
                case PolicyFacts.Adopted adopted:
                    _adopted.Add(adopted);
                    break;
                case PolicyFacts.Denied denied:
                    _denied[denied.Key] = new PoliciesSnapshot.Denial(denied.Key, denied.Hash, denied.PolicyVersion);
                    break;
            }
        }
    }

    public void Save(Utf8JsonWriter writer)
    {
        lock (_sync)
        {
            JsonSerializer.Serialize(writer, new PoliciesSnapshot(_adopted, [.. _denied.Values]), GovernanceJson.Default.PoliciesSnapshot);
        }
    }

    public Action Load(JsonElement state)
    {
        var snapshot = state.Deserialize(GovernanceJson.Default.PoliciesSnapshot)!;
        return () =>
        {
            lock (_sync)
            {
                _adopted.AddRange(snapshot.Adopted);
                foreach (var denial in snapshot.Denied)
                {
                    _denied[denial.Key] = denial;
                }
            }
        };
    }
}
