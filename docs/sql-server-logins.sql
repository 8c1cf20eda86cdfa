-- Database and logins for Bookledger on SQL Server 2019 or newer. Run it as an administrator with sqlcmd, before and again after
-- "bookledger migrate"; it may be run any number of times.
--   sqlcmd -S HOST -U sa -i sql-server-logins.sql -v migrator_password="..." -v runtime_password="..."
-- The passwords are put into the text as they are: write a single quote in one of them twice.
-- On Azure SQL the database exists already: run the logins in master, the users in the database.
IF DB_ID('bookledger') IS NULL CREATE DATABASE bookledger;
GO
IF SUSER_ID('bookledger_migrator') IS NULL CREATE LOGIN bookledger_migrator WITH PASSWORD = N'$(migrator_password)';
IF SUSER_ID('bookledger_runtime') IS NULL CREATE LOGIN bookledger_runtime WITH PASSWORD = N'$(runtime_password)';
GO
USE bookledger;
GO
-- The migrator changes tables; it is used by "bookledger migrate" and by nothing else.
IF USER_ID('bookledger_migrator') IS NULL CREATE USER bookledger_migrator FOR LOGIN bookledger_migrator;
ALTER ROLE db_ddladmin ADD MEMBER bookledger_migrator;
ALTER ROLE db_datareader ADD MEMBER bookledger_migrator;
ALTER ROLE db_datawriter ADD MEMBER bookledger_migrator;
GO
-- The program reads and writes rows, no more.
IF USER_ID('bookledger_runtime') IS NULL CREATE USER bookledger_runtime FOR LOGIN bookledger_runtime;
ALTER ROLE db_datareader ADD MEMBER bookledger_runtime;
ALTER ROLE db_datawriter ADD MEMBER bookledger_runtime;
GO
-- The audit is only ever added to. With a retention.audit other than forever, take DELETE out of the line below: the program removes what is
-- older, and nothing else. Takes effect on the run after "bookledger migrate".
IF OBJECT_ID('dbo.audit') IS NOT NULL DENY UPDATE, DELETE ON dbo.audit TO bookledger_runtime;
GO
