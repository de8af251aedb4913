using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>Finds the newest attempt of each check among references that were listed.</summary>
internal sealed class CheckIndex
{
    private readonly Dictionary<string, (int Attempt, string Id)> _newest = new(StringComparer.Ordinal);

    public CheckIndex(IEnumerable<(string Name, string Id)> references)
    {
        foreach (var (name, id) in references)
        {
            if (name.StartsWith(CheckRef.First, StringComparison.Ordinal))
            {
                Add(name[CheckRef.First.Length..], 1, id);
            }
            else if (name.StartsWith(CheckRef.Further, StringComparison.Ordinal) && int.TryParse(name[(name.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt))
            {
                Add(name[CheckRef.Further.Length..name.LastIndexOf('/')], attempt, id);
            }
        }
    }

    /// <summary>Gives where the newest attempt of a check is or, where there was none, the first one will be.</summary>
    public CheckSlot Find(int number, string name, CheckOptions check, string tree)
    {
        var place = CheckRef.PlaceOf(number, name, check, tree);
        return _newest.TryGetValue(place, out var newest) ? new CheckSlot(name, place, newest.Attempt, newest.Id) : new CheckSlot(name, place, 1, null);
    }

    private void Add(string place, int attempt, string id)
    {
        if (!_newest.TryGetValue(place, out var known) || known.Attempt < attempt)
        {
            _newest[place] = (attempt, id);
        }
    }
}
