using System.Text.Json;
using Ao.Files;

namespace Ao.Git.Workspaces;

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

    /// <summary>Writes a record. It is not cancelled: the folder that it tells of is made or secured already.</summary>
    public static ValueTask WriteAsync(ProjectFolders folders, WorkspaceRecord record) =>
        DurableFile.WriteAsync(FileOf(folders, record.Session), JsonSerializer.SerializeToUtf8Bytes(record, GitJson.Default.WorkspaceRecord), CancellationToken.None);

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
