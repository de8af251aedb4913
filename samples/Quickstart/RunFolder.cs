using Ao;

namespace Quickstart;

/// <summary>Makes and removes the folder that holds everything of a run.</summary>
internal static class RunFolder
{
    public static string Create()
    {
        try
        {
            return Directory.CreateTempSubdirectory("ao-quickstart-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"No folder for the run can be made in '{Printable.Quote(Path.GetTempPath())}': {exception.Message} Name a folder that you may write to in the variable TMPDIR.", exception);
        }
    }

    /// <summary>Removes the folder of a run that never began: nothing was spawned in it.</summary>
    public static void Discard(string folder)
    {
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "data", "sessions")))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What led here is the error to tell of; an empty folder that stays is none.
            Console.Error.WriteLine($"The folder '{Printable.Quote(folder)}' holds nothing and could not be removed: {exception.Message}");
        }
    }
}
