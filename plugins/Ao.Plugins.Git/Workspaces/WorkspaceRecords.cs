using System.Text.Json;

namespace Ao.Plugins.Git.Workspaces;

/// <summary>Reads and writes the records of a project's workspaces: one small file each.</summary>
internal static class WorkspaceRecords
{
    public static WorkspaceRecord? Find(ProjectFolders folders, SessionId session)
    {
        var file = FileOf(folders, session);
        return File.Exists(file) ? Read(file) : null;
    }

    public static IEnumerable<WorkspaceRecord> List(ProjectFolders folders) =>
        Directory.EnumerateFiles(folders.Records, "*.json").Order(StringComparer.Ordinal).Select(Read);

    public static void Write(ProjectFolders folders, WorkspaceRecord record) =>
        DurableFile.Write(FileOf(folders, record.Session), JsonSerializer.Serialize(record, GitJson.Default.WorkspaceRecord));

    public static void Remove(ProjectFolders folders, SessionId session) => File.Delete(FileOf(folders, session));

    private static string FileOf(ProjectFolders folders, SessionId session) => Path.Combine(folders.Records, session.Value + ".json");

    private static WorkspaceRecord Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), GitJson.Default.WorkspaceRecord) ?? throw new JsonException("The file is empty.");
        }
        catch (JsonException exception)
        {
            throw new AoException($"The record of a workspace, '{file}', cannot be read: {Printable.Quote(exception.Message)} The workspace's folder and snapshots are untouched; restore the file from a backup, or move it away.", exception);
        }
    }
}
