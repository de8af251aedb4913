using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ao.EndToEnd.Tests;

/// <summary>Finds the processes that belong to a folder: its path is in their arguments or variables.</summary>
internal static class WorldProcesses
{
    public static IReadOnlyList<Process> Of(string folder) => [.. Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(static name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(static name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Where(id => id != Environment.ProcessId && (Mentions(id, "cmdline", folder) || Mentions(id, "environ", folder)))
        .Select(Open)
        .OfType<Process>()];

    private static bool Mentions(int id, string file, string folder)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/{file}")).Contains(folder, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }

    private static Process? Open(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
