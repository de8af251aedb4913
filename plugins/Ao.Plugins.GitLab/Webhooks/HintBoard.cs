using System.Collections.Immutable;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>Gives hints about one project's things to those who watch it.</summary>
internal sealed class HintBoard
{
    private readonly Lock _gate = new();
    private ImmutableList<HintWatch> _watches = [];

    /// <summary>Begins to watch a project.</summary>
    public HintWatch Subscribe(string path)
    {
        var watch = new HintWatch(path, this);
        lock (_gate)
        {
            _watches = _watches.Add(watch);
        }

        return watch;
    }

    /// <summary>Tells that something has changed.</summary>
    /// <param name="path">The project's path.</param>
    /// <param name="number">Which one, or <see langword="null"/> where it may be any.</param>
    public void Tell(string path, int? number)
    {
        foreach (var watch in _watches)
        {
            if (string.Equals(watch.Path, path, StringComparison.OrdinalIgnoreCase))
            {
                watch.Add(number);
            }
        }
    }

    public void Remove(HintWatch watch)
    {
        lock (_gate)
        {
            _watches = _watches.Remove(watch);
        }
    }
}
