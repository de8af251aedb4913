namespace Ao.Core.Tests.Journal;

/// <summary>A disk with a cache that a power cut empties in the worst ways: what was flushed stays, of everything else any part may.</summary>
internal sealed class PowerCutDisk
{
    private const int Sector = 512;

    private readonly Dictionary<string, DiskImage> _durable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DiskEvent>> _pending = new(StringComparer.Ordinal);

    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);

    /// <summary>Gets what had been acknowledged by now.</summary>
    public IReadOnlySet<string> Acknowledged => _acknowledged;

    /// <summary>Takes in the next requests.</summary>
    public void Run(IEnumerable<DiskEvent> requests)
    {
        foreach (var entry in requests)
        {
            if (entry.Kind == DiskEventKind.Acknowledge)
            {
                _acknowledged.Add(entry.File);
            }
            else if (entry.Kind == DiskEventKind.FlushFolder)
            {
                FlushRemovals();
            }
            else if (entry.Kind == DiskEventKind.Flush)
            {
                Flush(entry.File);
            }
            else
            {
                Pending(entry.File).Add(entry);
            }
        }
    }

    /// <summary>Writes what one cut could have left.</summary>
    public void WriteSurvivors(string folder, Random random)
    {
        Directory.CreateDirectory(folder);
        var fate = random.Next(3);
        foreach (var file in _durable.Keys.Union(_pending.Keys).ToList())
        {
            var content = _durable.GetValueOrDefault(file)?.Copy();
            foreach (var entry in Pending(file))
            {
                content = fate switch
                {
                    0 => content,
                    1 => random.Next(2) == 0 ? content : Apply(content, entry),
                    _ => Tear(content, entry, random),
                };
            }

            if (content is not null)
            {
                File.WriteAllBytes(Path.Combine(folder, file), content.Content);
            }
        }
    }

    private static DiskImage? Apply(DiskImage? content, DiskEvent entry)
    {
        if (entry.Kind == DiskEventKind.Remove)
        {
            return null;
        }

        content ??= new DiskImage();
        if (entry.Kind == DiskEventKind.Truncate)
        {
            content.Truncate(entry.Offset);
        }
        else
        {
            content.Write(entry.Offset, entry.Data);
        }

        return content;
    }

    private static DiskImage? Tear(DiskImage? content, DiskEvent entry, Random random)
    {
        if (entry.Kind != DiskEventKind.Write)
        {
            return random.Next(2) == 0 ? content : Apply(content, entry);
        }

        for (var start = 0; start < entry.Data.Length;)
        {
            // Sectors are at multiples of their size on the disk, wherever the write begins.
            var end = Math.Min(entry.Data.Length, (int)((((entry.Offset + start) / Sector) + 1) * Sector - entry.Offset));
            if (random.Next(2) == 0)
            {
                content = Apply(content, entry with { Offset = entry.Offset + start, Data = entry.Data[start..end] });
            }

            start = end;
        }

        return content;
    }

    private void Flush(string file)
    {
        var content = _durable.GetValueOrDefault(file);
        foreach (var entry in Pending(file))
        {
            content = Apply(content, entry);
        }

        Pending(file).Clear();
        if (content is null)
        {
            _durable.Remove(file);
        }
        else
        {
            _durable[file] = content;
        }
    }

    private void FlushRemovals()
    {
        foreach (var (file, pending) in _pending)
        {
            var removal = pending.FindLastIndex(entry => entry.Kind == DiskEventKind.Remove);
            if (removal >= 0)
            {
                pending.RemoveRange(0, removal + 1);
                _durable.Remove(file);
            }
        }
    }

    private List<DiskEvent> Pending(string file)
    {
        if (!_pending.TryGetValue(file, out var pending))
        {
            _pending[file] = pending = [];
        }

        return pending;
    }
}
